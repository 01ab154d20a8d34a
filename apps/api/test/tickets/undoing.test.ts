import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { agent, openTicket, sendAnswers } from './opening.ts'

const forum = startForum()

const show = async (client: Client, number: string) => (await client.get(`/tickets/${number}`)).body

const undo = (client: Client, id: number) => client.post(`/desk/changes/${id}/undo`)

const change = async (client: Client, number: string, values: object): Promise<number> =>
  (await client.patch(`/tickets/${number}`, values)).body.undo

test('an agent undoes a change of state, priority, topic and assignee', async () => {
  const [desk, colleague] = [await agent(forum), await agent(forum)]
  const number = await openTicket(await forum.user())
  const before = await show(desk, number)
  const values = { state: 'closed', priority: 'urgent', topic: 'api', assignee: desk.username }
  const id = await change(desk, number, values)
  expect((await undo(colleague, id)).status).toBe(404)
  expect((await undo(desk, id)).body).toEqual({ changed: 1, refused: [] })
  const { state, outcome, priority, topic, assignee } = before
  expect(await show(desk, number)).toMatchObject({ state, outcome, priority, topic, assignee })
  expect((await undo(desk, id)).status).toBe(404)
})

test('what a colleague changed since is not undone', async () => {
  const [desk, colleague] = [await agent(forum), await agent(forum)]
  const number = await openTicket(await forum.user())
  const id = await change(desk, number, { priority: 'high' })
  await change(colleague, number, { priority: 'urgent' })
  const { changed, refused } = (await undo(desk, id)).body
  expect([changed, refused[0]]).toMatchObject([0, { number, code: 'ticket_changed_since' }])
  expect(await show(desk, number)).toMatchObject({ priority: 'urgent' })
})

test('an agent takes a ticket back that was moved to a topic of others', async () => {
  const some = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['api'] })
  const other = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['api'] })
  const number = await openTicket(await forum.user(), { topic: 'api' })
  const id = await change(some, number, { topic: 'trading' })
  expect((await some.get(`/tickets/${number}`)).status).toBe(404)
  expect((await undo(other, id)).status).toBe(404)
  expect((await undo(some, id)).body.changed).toBe(1)
  expect(await show(some, number)).toMatchObject({ topic: 'api' })
})

test('of two undos at once one acts, and after an hour none does', async () => {
  const desk = await agent(forum)
  const number = await openTicket(await forum.user())
  const id = await change(desk, number, { priority: 'low' })
  const both = await Promise.all([undo(desk, id), undo(desk, id)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 404])
  const late = await change(desk, number, { priority: 'high' })
  expect(await change(desk, number, { priority: 'high' })).toBeNull()
  forum.advance(3600_001)
  expect((await undo(await agent(forum), late)).status).toBe(404)
})

test('who claims the ticket of a colleague is told whose it is', async () => {
  const agents = [await agent(forum), await agent(forum)]
  const number = await openTicket(await forum.user())
  const claim = (client: Client, expectedAssignee: string | null) =>
    client.patch(`/tickets/${number}`, { assignee: client.username, expectedAssignee })
  const both = await Promise.all(agents.map((one) => claim(one, null)))
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  const { username } = (await show(agents[0] as Client, number)).assignee
  const refused = both.find(({ status }) => status === 409)?.body
  expect(refused).toMatchObject({ code: 'ticket_assigned' })
  expect(refused.detail).toContain(username)
  const loser = agents.find((one) => one.username !== username) as Client
  expect((await claim(loser, username)).status).toBe(200)
})

test('of two answers at once the second is told of the first, and sends after reading', async () => {
  const agents = [await agent(forum), await agent(forum)]
  const number = await openTicket(await forum.user())
  const last = async (client: Client) => (await show(client, number)).messages.at(-1).id
  const lastSeen = await last(agents[0] as Client)
  const send = (client: Client, seen: number) =>
    client.post(`/tickets/${number}/messages`, { body: 'Credited.', lastSeen: seen })
  const both = await Promise.all(agents.map((one) => send(one, lastSeen)))
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  expect(both.find(({ status }) => status === 409)?.body.code).toBe('ticket_has_news')
  const second = agents[both.findIndex(({ status }) => status === 409)] as Client
  expect((await send(second, await last(second))).status).toBe(201)
})

test('an answer assigns a ticket that nobody has, and leaves the assignee of another', async () => {
  const [desk, colleague] = [await agent(forum), await agent(forum)]
  const [free, taken] = [await openTicket(await forum.user()), await openTicket(await forum.user())]
  await change(desk, taken, { assignee: colleague.username })
  for (const number of [free, taken])
    await desk.post(`/tickets/${number}/messages`, { body: 'We look into it.' })
  await sendAnswers(forum)
  expect((await show(desk, free)).assignee.username).toBe(desk.username)
  expect((await show(desk, taken)).assignee.username).toBe(colleague.username)
})

test('next and previous stay in the list, even if the ticket leaves it', async () => {
  const desk = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['security'] })
  const hidden = await openTicket(desk, { topic: 'security' })
  const [one = '', two = '', three = ''] = [
    await openTicket(await forum.user(), { topic: 'security' }),
    await openTicket(await forum.user(), { topic: 'security' }),
    await openTicket(await forum.user(), { topic: 'security' })
  ]
  await openTicket(await forum.user(), { topic: 'api' })
  const place = async (number: string, query: string) =>
    (await desk.get(`/tickets/${number}/place?view=unassigned&${query}`)).body
  const first = await place(two, 'sort=age')
  expect(first).toMatchObject({ position: 2, total: 3, previous: one, next: three })
  await change(desk, two, { assignee: desk.username })
  const then = await place(two, `sort=age&at=${first.at}`)
  expect(then).toMatchObject({ position: null, total: 2, previous: one, next: three })
  expect(await place(three, 'sort=age')).toMatchObject({ position: 2, next: null })
  expect((await desk.get(`/tickets/${hidden}/place?view=all`)).status).toBe(404)
  expect((await desk.get(`/tickets/${one}/place?at=x`)).body.code).toBe('invalid_cursor')
})
