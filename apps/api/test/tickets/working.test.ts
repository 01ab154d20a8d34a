import { locales } from '@stoa/core'
import { translate } from '@stoa/messages'
import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'
import { agent, escalate, openTicket, setUpThread, sendAnswers } from './opening.ts'

const forum = startForum()

const show = async (client: Client, number: string) => (await client.get(`/tickets/${number}`)).body
const publicState = async (threadId: number) =>
  (await forum.guest.get(`/threads/${threadId}`)).body.thread.escalation?.state

test('a bulk change skips own tickets and those of other topics', async () => {
  const desk = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['api'] })
  const requester = await forum.user()
  const topic = { topic: 'api' }
  const mine = [await openTicket(requester, topic), await openTicket(requester, topic)]
  const [elsewhere, own] = [await openTicket(requester), await openTicket(desk, topic)]
  const numbers = [...mine, elsewhere, own]
  const change = { numbers, assignee: desk.username, priority: 'high' }
  const { body } = await desk.post('/desk/changes', change)
  expect(body).toMatchObject({
    changed: 2,
    refused: [elsewhere, own].map((number) => ({ number, code: 'not_found' }))
  })
  for (const number of mine)
    expect(await show(desk, number)).toMatchObject({
      priority: 'high',
      assignee: { id: desk.id }
    })
})

test('a merged ticket lives on in its target: messages, facts, files, thread, address', async () => {
  const { author, thread } = await setUpThread(forum)
  const desk = await agent(forum)
  const { number } = (await escalate(author, thread.id)).body
  await author.put(`/tickets/${number}/facts`, { facts: { account_id: 'A-7781' } })
  const into = await openTicket(author, { topic: 'verification' })
  expect((await desk.post(`/tickets/${number}/merge`, { into })).status).toBe(204)
  const merged = await show(author, into)
  expect(merged.messages.map(({ html }: { html: string }) => html).join()).toContain(
    'my account ID'
  )
  expect(merged.copies).toHaveLength(1)
  expect(JSON.stringify((await author.get(`/tickets/${into}/facts`)).body)).toContain('A-7781')
  expect(await show(author, number)).toMatchObject({ mergedInto: into, messages: [] })
  expect(await publicState(thread.id)).toBe('with_support')
  await desk.post(`/tickets/${into}/messages`, { body: 'We look into it.' })
  await sendAnswers(forum)
  expect(await publicState(thread.id)).toBe('in_progress')
  expect((await escalate(author, thread.id)).body.number).toBe(into)
})

test('tickets merge once, and only into open ones of the same requester', async () => {
  const desk = await agent(forum)
  const requester = await forum.user()
  const [one, two] = [await openTicket(requester), await openTicket(requester)]
  const foreign = await openTicket(await forum.user())
  const merge = async (from: string, into: string) =>
    (await desk.post(`/tickets/${from}/merge`, { into })).body
  for (const into of [one, foreign, 'AAAA-BBBB-CCCC'])
    expect((await merge(one, into)).errors[0].path).toBe('into')
  await merge(one, two)
  expect((await merge(one, foreign)).errors[0].path).toBe('into')
  expect((await merge(one, two)).code).toBe('ticket_merged')
  const three = await openTicket(requester)
  expect((await merge(three, one)).code).toBe('ticket_closed')
  expect((await requester.post(`/tickets/${two}/merge`, { into: three })).status).toBe(403)
})

test('a declined ticket is not merged, and a target’s number is shown only if visible', async () => {
  const desk = await agent(forum)
  const { author, volunteer, thread } = await setUpThread(forum)
  await escalate(volunteer, thread.id)
  const declined = (await author.get('/tickets')).body.items[0].number
  await author.post(`/tickets/${declined}/declining`)
  const [one, into] = [await openTicket(author, { topic: 'api' }), await openTicket(author)]
  const merge = (number: string) => desk.post(`/tickets/${number}/merge`, { into })
  expect((await merge(declined)).body.code).toBe('ticket_closed')
  expect((await merge(one)).status).toBe(204)
  const other = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['api'] })
  expect((await show(other, one)).mergedInto).toBeNull()
  expect((await show(desk, one)).mergedInto).toBe(into)
})

test('a ticket is snoozed until nine in the morning of the desk on a future day', async () => {
  const desk = await agent(forum)
  const number = await openTicket(await forum.user())
  const putOff = (snoozeDay: string) => desk.patch(`/tickets/${number}`, { snoozeDay })
  expect((await putOff('tomorrow')).status).toBe(200)
  const { items } = (await desk.get('/desk/tickets?view=snoozed')).body
  const row = items.find((one: { number: string }) => one.number === number)
  expect(row.snoozedUntil).toMatch(/T09:00:00.000Z$/)
  expect((await putOff('2020-01-01')).body.errors[0].path).toBe('snoozeDay')
  expect((await putOff('some day')).status).toBe(422)
})

test('the desk sees and ends the snoozing of a ticket; its requester does not see it', async () => {
  const desk = await agent(forum)
  const requester = await forum.user()
  const path = `/tickets/${await openTicket(requester)}`
  const seen = async (client: typeof desk) => (await client.get(path)).body.snoozedUntil
  await desk.patch(path, { snoozeDay: 'tomorrow' })
  expect(await seen(desk)).toMatch(/T09:00:00.000Z$/)
  expect(await seen(requester)).toBeNull()
  expect((await requester.patch(path, { snoozedUntil: null })).status).toBe(422)
  await desk.patch(path, { snoozedUntil: null })
  expect(await seen(desk)).toBeNull()
})

test('two agents who merge a ticket at the same time lose nothing', async () => {
  const requester = await forum.user()
  const [source, ...targets] = [
    await openTicket(requester, { body: 'Only once in the world.' }),
    await openTicket(requester),
    await openTicket(requester)
  ]
  const agents = [await agent(forum), await agent(forum)]
  const answers = await Promise.all(
    agents.map((one, index) => one.post(`/tickets/${source}/merge`, { into: targets[index] }))
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
  const seen = await Promise.all(targets.map((number) => show(requester, number)))
  expect(JSON.stringify(seen).split('Only once in the world.')).toHaveLength(2)
})

test('the desk sees what is related to a ticket, as far as it may', async () => {
  const { author, thread } = await setUpThread(forum)
  const desk = await agent(forum)
  const subject = 'Withdrawal of USDT stuck for days'
  const alike = await openTicket(await forum.user(), { subject: 'USDT withdrawal stuck' })
  await desk.post(`/tickets/${alike}/resolution`, { summary: 'Sent again.' })
  const number = await openTicket(author, { subject })
  const other = await openTicket(author, { topic: 'api' })
  await desk.post(`/tickets/${number}/links`, { other: alike })
  const { body } = await desk.get(`/tickets/${number}/related`)
  const numbersIn = (rows: { number: string }[]) => rows.map((row) => row.number)
  expect(numbersIn(body.others)).toEqual([other])
  expect(body.threads.map(({ id }: { id: number }) => id)).toEqual([thread.id])
  expect(numbersIn(body.linked)).toEqual([alike])
  expect(numbersIn(body.resolved)).toEqual([alike])
  const narrow = await forum.user({
    role: 'staff',
    capabilities: ['desk'],
    deskTopics: ['deposit_withdrawal']
  })
  expect((await narrow.get(`/tickets/${number}/related`)).body.others).toEqual([])
  await desk.delete(`/tickets/${alike}/links/${number}`)
  expect((await desk.get(`/tickets/${number}/related`)).body.linked).toEqual([])
  expect((await author.get(`/tickets/${number}/related`)).status).toBe(403)
})

test('agents see who else has a ticket open and who is writing', async () => {
  const [one, two] = [await agent(forum), await agent(forum)]
  const number = await openTicket(await forum.user())
  const heartbeat = async (client: Client, writing: boolean) =>
    (await client.put(`/tickets/${number}/presence`, { writing })).body
  expect((await heartbeat(one, true)).others).toEqual([])
  expect((await heartbeat(two, false)).others).toEqual([{ username: one.username, writing: true }])
  forum.advance(25_000)
  const { others, last } = await heartbeat(two, false)
  expect(others).toEqual([])
  expect(last).toBe((await show(one, number)).messages.at(-1).id)
})

test('a note notifies mentioned colleagues who answer such tickets, nobody else', async () => {
  const [writer, colleague] = [await agent(forum), await agent(forum)]
  const outsider = await forum.user({ role: 'staff', capabilities: ['announcements'] })
  const requester = await forum.user()
  const number = await openTicket(requester)
  const names = [colleague, outsider, requester].map(({ username }) => `@${username}`)
  const body = `${names.join(' ')} please look.`
  await writer.post(`/tickets/${number}/messages`, { body, audience: 'staff' })
  await forum.settle()
  const told = async (client: Client) => (await client.get('/notifications')).body.items
  const { subject } = await show(colleague, number)
  expect(await told(colleague)).toContainEqual(
    expect.objectContaining({ kind: 'desk_mention', subject })
  )
  expect(await told(outsider)).toEqual([])
  expect(await told(requester)).toEqual([])
})

test('tickets follow a merged thread to its target', async () => {
  const { author, thread, categoryId } = await setUpThread(forum)
  const desk = await agent(forum)
  const target = await createThread(await forum.user(), categoryId)
  const { number } = (await escalate(author, thread.id)).body
  await desk.post(`/threads/${thread.id}/merge`, { into: target.id })
  await forum.settle()
  expect((await show(author, number)).thread.id).toBe(target.id)
  expect(await publicState(target.id)).toBe('with_support')
})

test('everybody can check whether an agent number exists', async () => {
  const desk = await agent(forum)
  const number = await openTicket(await forum.user())
  await desk.post(`/tickets/${number}/messages`, { body: 'We look into it.' })
  const { agent: own } = (await show(desk, number)).messages.at(-1)
  const verdict = async (q: string) =>
    (await forum.guest.get(`/official?q=${encodeURIComponent(q)}`)).body
  for (const locale of locales) {
    const shown = translate('tickets_agent', { number: own }, locale)
    expect((await verdict(shown)).verdict).toBe('official')
  }
  expect(await verdict(own)).toEqual({
    verdict: 'official',
    of: String(own),
    reasons: ['desk_agent']
  })
  const none = own === 99_999 ? 10_000 : own + 1
  expect((await verdict(String(none))).verdict).toBe('unknown')
})

test('a closed ticket keeps its outcome and can be reopened within seven days', async () => {
  const { author, thread } = await setUpThread(forum)
  const desk = await agent(forum)
  const { number } = (await escalate(author, thread.id)).body
  await desk.post(`/tickets/${number}/resolution`, { summary: 'Credited.' })
  expect((await desk.patch(`/tickets/${number}`, { state: 'closed' })).status).toBe(200)
  expect(await publicState(thread.id)).toBe('resolved')
  expect(await show(author, number)).toMatchObject({
    ...{ state: 'closed', outcome: 'resolved' },
    can: { reopen: true }
  })
  await author.post(`/tickets/${number}/reopening`, { body: 'It is still not there.' })
  expect(await show(author, number)).toMatchObject({ state: 'open', closedAt: null })
})
