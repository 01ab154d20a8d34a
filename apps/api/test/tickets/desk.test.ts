import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { agent, openTicket } from './opening.ts'

const forum = startForum()

async function numbers(client: Client, query = ''): Promise<string[]> {
  const { body, text } = await client.get(`/desk/tickets${query}`)
  if (!body.items) throw new Error(text)
  return body.items.map(({ number }: { number: string }) => number)
}

test('the desk sees tickets of its topics, split into views, and never own ones', async () => {
  const desk = await agent(forum)
  const some = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['api'] })
  const staff = await forum.user({ role: 'staff' })
  const requester = await forum.user()
  const [first, second] = [
    await openTicket(requester),
    await openTicket(requester, { topic: 'api' })
  ]
  const own = await openTicket(desk, { topic: 'api' })
  expect(await numbers(some)).toEqual([second, own])
  expect(await numbers(desk)).toEqual([first, second])
  expect(await numbers(desk, '?topic=api')).toEqual([second])
  expect(await numbers(desk, '?language=zh-CN')).toEqual([])
  expect((await staff.get('/desk/tickets')).body.code).toBe('capability_missing')
  expect((await some.get(`/tickets/${first}`)).status).toBe(404)
  await desk.patch(`/tickets/${first}`, { assignee: desk.username, priority: 'high' })
  expect(await numbers(desk)).toEqual([second])
  expect(await numbers(desk, '?view=mine')).toEqual([first])
  await desk.patch(`/tickets/${first}`, { state: 'waiting_on_requester' })
  expect(await numbers(desk, '?view=waiting')).toEqual([first])
})

test('counts equal the views: own topics, without own and snoozed tickets', async () => {
  const desk = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['security'] })
  const requester = await forum.user()
  const [mine, waiting, snoozed] = [
    await openTicket(requester, { topic: 'security' }),
    await openTicket(requester, { topic: 'security' }),
    await openTicket(requester, { topic: 'security' })
  ]
  await openTicket(requester, { topic: 'security' })
  for (const other of [desk, requester]) await openTicket(other, { topic: 'api' })
  await openTicket(desk, { topic: 'security' })
  await desk.patch(`/tickets/${mine}`, { assignee: desk.username })
  await desk.patch(`/tickets/${waiting}`, { state: 'waiting_on_requester' })
  const snoozedUntil = new Date(Date.parse(forum.now()) + 3600_000).toISOString()
  await desk.patch(`/tickets/${snoozed}`, { snoozedUntil })
  const { body } = await desk.get('/desk/counts')
  const counted = { unassigned: 1, mine: 1, overdue: 0, waiting: 1, snoozed: 1, all: 3 }
  expect(body).toEqual({ ...counted, ended: 0, follow_up: 0 })
  for (const [view, count] of Object.entries(body))
    expect(await numbers(desk, `?view=${view}`)).toHaveLength(count as number)
  expect((await requester.get('/desk/counts')).body.code).toBe('forbidden')
})

test('a ticket cannot be assigned to somebody who does not answer its topic', async () => {
  const desk = await agent(forum)
  const number = await openTicket(await forum.user())
  const other = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['api'] })
  for (const assignee of [other.username, (await forum.user()).username, 'nobody-here']) {
    const { status, body } = await desk.patch(`/tickets/${number}`, { assignee })
    expect([status, body.errors[0].path]).toEqual([422, 'assignee'])
  }
  expect((await desk.patch(`/tickets/${number}`, { assignee: null })).status).toBe(200)
})

test('possible assignees are agents of the topic, without the requester', async () => {
  const [desk, colleague] = [await agent(forum), await agent(forum)]
  const of = (topic: string) =>
    forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: [topic] })
  const [verification, api] = [await of('verification'), await of('api')]
  const number = await openTicket(colleague, { topic: 'verification' })
  const { agents } = (await desk.get(`/tickets/${number}/related`)).body
  expect(agents).toEqual(expect.arrayContaining([desk.username, verification.username]))
  for (const { username } of [colleague, api]) {
    expect(agents).not.toContain(username)
    const { status, body } = await desk.patch(`/tickets/${number}`, { assignee: username })
    expect([status, body.errors[0].path]).toEqual([422, 'assignee'])
  }
})

test('a snoozed ticket leaves the queue until its time or until its requester writes', async () => {
  const desk = await agent(forum)
  const requester = await forum.user()
  const [one, other] = [await openTicket(requester), await openTicket(requester)]
  const snoozedUntil = new Date(Date.parse(forum.now()) + 3600_000).toISOString()
  for (const number of [one, other]) await desk.patch(`/tickets/${number}`, { snoozedUntil })
  expect((await numbers(desk)).filter((number) => [one, other].includes(number))).toEqual([])
  await requester.post(`/tickets/${one}/messages`, { body: 'It got worse.' })
  expect(await numbers(desk)).toContain(one)
  forum.advance(2 * 3600_000)
  // The first agent's session has expired.
  expect(await numbers(await agent(forum))).toContain(other)
})

test('pages of the queue list each ticket once', async () => {
  const desk = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['trading'] })
  const requesters = await Promise.all([1, 2, 3, 4].map(() => forum.user()))
  const opened: string[] = []
  for (const requester of requesters)
    for (let n = 0; n < 9; n += 1) opened.push(await openTicket(requester, { topic: 'trading' }))
  const { body } = await desk.get('/desk/tickets')
  const rest = await numbers(desk, `?cursor=${body.next}`)
  expect(body.items).toHaveLength(30)
  expect([...body.items.map(({ number }: { number: string }) => number), ...rest]).toEqual(opened)
})

test('a saved reply is in the requester’s language and filled in', async () => {
  const desk = await agent(forum)
  const requester = await forum.user({ locale: 'zh-TW' })
  const number = await openTicket(requester)
  const body = { en: 'Hello {requester}', 'zh-TW': '{requester} 您好，工單 {number}，客服 {agent}' }
  await desk.post('/desk/saved-replies', { names: { en: 'Greeting' }, body })
  await desk.post('/desk/saved-replies', { names: { en: 'Elsewhere' }, topic: 'api', body })
  const { items } = (await desk.get(`/tickets/${number}/saved-replies`)).body
  const words = `${requester.username} 您好，工單 ${number}，客服`
  expect(items).toMatchObject([{ text: `${words} {agent}` }])
})

test('an agent gets a number with the first answer, not by reading saved replies', async () => {
  const desk = await agent(forum)
  const number = await openTicket(await forum.user({ locale: 'en' }))
  await desk.post('/desk/saved-replies', {
    names: { en: 'Signed' },
    body: { en: 'This is {agent}.' }
  })
  const text = async () =>
    (await desk.get(`/tickets/${number}/saved-replies`)).body.items.find(
      ({ name }: { name: string }) => name === 'Signed'
    ).text
  const say = async (audience: string) => {
    await desk.post(`/tickets/${number}/messages`, { body: await text(), audience })
    return (await desk.get(`/tickets/${number}`)).body.messages.at(-1)
  }
  expect(await say('staff')).toMatchObject({ html: '<p>This is {agent}.</p>\n', agent: null })
  const { html, agent: own } = await say('requester')
  expect([html, await text()]).toEqual([`<p>This is ${own}.</p>\n`, `This is ${own}.`])
  expect(own).toBeGreaterThan(9999)
})

test('a saved reply is named in the agent’s language, else in the default one', async () => {
  const desk = await agent(forum)
  const body = { en: 'We look into it.' }
  const names = { en: 'Looking into it', 'zh-CN': '正在核查' }
  const { id } = (await desk.post('/desk/saved-replies', { names, body })).body
  const nameIn = async (language: string) =>
    (await desk.get('/desk/saved-replies', { 'accept-language': language })).body.items.find(
      (one: { id: number }) => one.id === id
    )
  expect(await nameIn('zh-CN')).toMatchObject({ name: '正在核查', language: 'zh-CN' })
  await desk.put(`/desk/saved-replies/${id}`, { names: { en: 'Looking' }, body })
  expect(await nameIn('zh-CN')).toMatchObject({ name: 'Looking', language: 'en' })
  const refused = await desk.post('/desk/saved-replies', { names: { 'zh-CN': '核查' }, body })
  expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'names.en'])
})

test('an agent changes text and topic of a saved reply; nobody else may', async () => {
  const [desk, staff] = [await agent(forum), await forum.user({ role: 'staff' })]
  const number = await openTicket(await forum.user({ locale: 'en' }))
  const { id } = (
    await desk.post('/desk/saved-replies', { names: { en: 'Fees' }, body: { en: 'Old' } })
  ).body
  const input = { names: { en: 'Costs' }, topic: 'trading', body: { en: 'New' } }
  expect((await staff.put(`/desk/saved-replies/${id}`, input)).body.code).toBe('capability_missing')
  expect((await desk.put(`/desk/saved-replies/${id}`, { ...input, topic: 'gone' })).status).toBe(
    422
  )
  expect((await desk.put('/desk/saved-replies/999999', input)).status).toBe(404)
  expect((await desk.put(`/desk/saved-replies/${id}`, input)).status).toBe(204)
  const { items } = (await desk.get('/desk/saved-replies')).body
  expect(items).toContainEqual(
    expect.objectContaining({ id, name: 'Costs', language: 'en', ...input })
  )
  const filled = (await desk.get(`/tickets/${number}/saved-replies`)).body.items
  expect(filled).not.toContainEqual(expect.objectContaining({ id }))
})

test('a saved reply falls back to the other Chinese script before English', async () => {
  const desk = await agent(forum)
  await desk.post('/desk/saved-replies', {
    names: { en: 'Short' },
    body: { en: 'Hello', 'zh-CN': '您好' }
  })
  const textFor = async (locale: 'zh-TW' | 'en') => {
    const number = await openTicket(await forum.user({ locale }))
    const { items } = (await desk.get(`/tickets/${number}/saved-replies`)).body
    return items.find(({ name }: { name: string }) => name === 'Short').text
  }
  expect([await textFor('zh-TW'), await textFor('en')]).toEqual(['您好', 'Hello'])
})
