import { runSilenceRules } from '@stoa/tickets/acting-rules'
import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { agent, openTicket, sendAnswers } from './opening.ts'
import { add, lines, remove, replyOf, show, switchOn } from './ruling.ts'

const forum = startForum()
const hour = 3600_000

/** A ticket that waits for its requester since now. */
async function waiting(desk: Client, requester: Client, values: object = {}): Promise<string> {
  const number = await openTicket(requester, { topic: 'verification', ...values })
  await desk.post(`/tickets/${number}/messages`, { body: 'Please send the code of the error.' })
  await sendAnswers(forum)
  await desk.patch(`/tickets/${number}`, { state: 'waiting_on_requester' })
  return number
}

/** Lets hours pass, and the worker act as two nodes would that run at once. */
async function pass(hours: number): Promise<void> {
  forum.advance(hours * hour)
  await Promise.all([runSilenceRules(forum.context()), runSilenceRules(forum.context())])
  await forum.settle()
}

test('silence closes a ticket after two notices, and its requester reopens it', async () => {
  const [desk, requester] = [await agent(forum), await forum.user()]
  const id = await add(desk, { trigger: 'silent', silentHours: 3, close: true, tags: ['lapsed'] })
  const number = await waiting(desk, requester)
  const notices = async () =>
    (await show(requester, number)).messages.filter((one: { automatic: boolean }) => one.automatic)
  await pass(2)
  expect(await notices()).toHaveLength(0)
  await pass(1)
  await pass(1)
  expect(await notices()).toHaveLength(1)
  await pass(2)
  expect(await notices()).toHaveLength(2)
  expect((await notices())[1].html).toContain('3 hours')
  const { items } = (await requester.get('/notifications')).body
  const told = items.filter(({ kind }: { kind: string }) => kind === 'ticket')
  expect(told.length).toBeGreaterThanOrEqual(2)
  expect((await show(requester, number)).state).toBe('waiting_on_requester')
  await pass(3)
  const closed = await show(requester, number)
  expect(closed).toMatchObject({ state: 'closed', outcome: 'auto_closed', can: { reopen: true } })
  expect(closed.tags).toBeNull()
  const reopened = await requester.post(`/tickets/${number}/reopening`, { body: 'Still broken.' })
  expect(reopened.status).toBe(204)
  const again = await agent(forum)
  // A second silence is left to people.
  await again.patch(`/tickets/${number}`, { state: 'waiting_on_requester' })
  for (let round = 0; round < 4; round += 1) await pass(3)
  expect((await show(requester, number)).state).toBe('waiting_on_requester')
  expect(await notices()).toHaveLength(2)
  await remove(await agent(forum), id)
})

test('an answer of the requester ends the silence, and others that wait are left alone', async () => {
  const [desk, requester] = [await agent(forum), await forum.user()]
  const id = await add(desk, { trigger: 'silent', silentHours: 1, close: true })
  const [spoken, third, excluded] = [
    await waiting(desk, requester),
    await waiting(desk, requester),
    await waiting(desk, requester, { topic: 'account_access' })
  ]
  await desk.patch(`/tickets/${third}`, { state: 'waiting_on_third_party' })
  await pass(1)
  await pass(1)
  await requester.post(`/tickets/${spoken}/messages`, { body: 'Code 42.' })
  await pass(1)
  await pass(1)
  for (const number of [spoken, third, excluded])
    expect((await show(requester, number)).state).not.toBe('closed')
  expect(await lines(await agent(forum), third)).toEqual([])
  await remove(await agent(forum), id)
})

test('details and answers on their way end the silence of a requester', async () => {
  const [desk, requester] = [await agent(forum), await forum.user()]
  const id = await add(desk, { trigger: 'silent', silentHours: 1, tags: ['silent'] })
  const facts = { topic: 'deposit_withdrawal' }
  const [told, answered] = [
    await waiting(desk, requester, facts),
    await waiting(desk, requester, facts)
  ]
  await requester.put(`/tickets/${told}/facts`, { facts: { network: 'Tron' } })
  expect((await show(desk, told)).state).toBe('open')
  forum.advance(hour)
  const body = 'We found it.'
  await (await agent(forum)).post(`/tickets/${answered}/messages`, { body })
  await pass(0)
  for (const number of [told, answered])
    expect((await show(await agent(forum), number)).tags).toEqual([])
  await remove(await agent(forum), id)
})

test('a rule that comes late closes no new ticket that a person has taken', async () => {
  const [desk, requester] = [await agent(forum), await forum.user()]
  const id = await add(desk, { close: true, words: ['spam'] })
  const number = await openTicket(requester, { subject: 'No spam' })
  await desk.patch(`/tickets/${number}`, { assignee: desk.username })
  await forum.settle()
  expect((await show(desk, number)).state).not.toBe('closed')
  await remove(desk, id)
})

test('notices of another rule, version, ticket or silence do not count', async () => {
  const [desk, requester] = [await agent(forum), await forum.user()]
  const lapse = { trigger: 'silent', silentHours: 3, close: true }
  const id = await add(desk, lapse)
  const [edited, undone, into] = [
    await waiting(desk, requester),
    await waiting(desk, requester),
    await waiting(desk, requester)
  ]
  await pass(3)
  await pass(3)
  const late = await agent(forum)
  const { undo } = (await late.patch(`/tickets/${undone}`, { state: 'closed' })).body
  await late.post(`/desk/changes/${undo}/undo`)
  const source = await openTicket(requester, { topic: 'verification' })
  await late.post(`/tickets/${source}/merge`, { into })
  await late.put(`/desk/rules/${id}`, { ...lapse, name: 'Lapse', silentHours: 1 })
  await switchOn(late, id)
  await pass(1)
  for (const number of [edited, undone, into])
    expect((await show(requester, number)).state).toBe('waiting_on_requester')
  await remove(await agent(forum), id)
})

test('a rule about silence without closing acts once in each silence', async () => {
  const [desk, requester] = [await agent(forum), await forum.user()]
  const savedReplyId = await replyOf(desk, 'Are you still there?')
  const id = await add(desk, { trigger: 'silent', silentHours: 1, savedReplyId, notifyLead: true })
  const number = await waiting(desk, requester)
  await pass(1)
  await pass(1)
  const sent = ['auto_answered', 'flagged']
  expect(await lines(await agent(forum), number)).toEqual(sent)
  await requester.post(`/tickets/${number}/messages`, { body: 'Yes.' })
  await (await agent(forum)).patch(`/tickets/${number}`, { state: 'waiting_on_requester' })
  await pass(1)
  // The automatic answer comes once in the life of a ticket.
  expect(await lines(await agent(forum), number)).toEqual([...sent, 'flagged'])
  await remove(await agent(forum), id)
})
