import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { agent, openTicket, sendAnswers } from './opening.ts'

const forum = startForum()

type Row = { number: string; [field: string]: unknown }

const rows = async (client: Client, query = 'view=all'): Promise<Row[]> =>
  (await client.get(`/desk/tickets?${query}`)).body.items

const rowOf = async (client: Client, number: string) =>
  (await rows(client)).find((row) => row.number === number)

const agentFor = (topic: string) =>
  forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: [topic] })

test('a row shows the last message, whose turn it is, and whether it is new', async () => {
  const [desk, colleague] = [await agent(forum), await agent(forum)]
  const requester = await forum.user()
  const number = await openTicket(requester, { body: 'Sent **yesterday**.' })
  expect(await rowOf(desk, number)).toMatchObject({
    ...{ last: { side: 'requester', text: 'Sent yesterday.' }, turn: 'desk', unread: true }
  })
  await desk.get(`/tickets/${number}`)
  await desk.post(`/tickets/${number}/messages`, { body: 'Which network?' })
  expect(await rowOf(desk, number)).toMatchObject({
    ...{ last: { side: 'desk', audience: 'requester' }, turn: 'requester', unread: false }
  })
  expect(await rowOf(colleague, number)).toMatchObject({ unread: true })
  await sendAnswers(forum)
  await requester.post(`/tickets/${number}/messages`, { body: 'The usual one.' })
  expect(await rowOf(desk, number)).toMatchObject({ turn: 'desk', unread: true })
})

test('a note changes neither the turn nor what its author has read', async () => {
  const [desk, colleague] = [await agent(forum), await agent(forum)]
  const number = await openTicket(await forum.user())
  const body = 'Ask the wallet team.'
  await desk.post(`/tickets/${number}/messages`, { body, audience: 'staff' })
  const last = { side: 'desk', audience: 'staff', text: body }
  expect(await rowOf(desk, number)).toMatchObject({ last, turn: 'desk', unread: false })
  expect(await rowOf(colleague, number)).toMatchObject({ last, unread: true })
  await desk.patch(`/tickets/${number}`, { state: 'waiting_on_third_party' })
  expect(await rowOf(desk, number)).toMatchObject({ turn: 'third_party' })
})

test('the requester’s tickets are counted among those that the agent answers', async () => {
  const [desk, some] = [await agent(forum), await agentFor('api')]
  const requester = await forum.user()
  const number = await openTicket(requester, { topic: 'api' })
  for (const topic of ['security', 'trading']) await openTicket(requester, { topic })
  expect(await rowOf(desk, number)).toMatchObject({ requesterTickets: 3 })
  expect(await rowOf(some, number)).toMatchObject({ requesterTickets: 1 })
})

test('the queue is sorted by age, last answer and priority, page by page', async () => {
  const desk = await agentFor('other')
  const requesters = await Promise.all([1, 2, 3, 4].map(() => forum.user()))
  const opened: string[] = []
  for (let n = 0; n < 33; n += 1) {
    opened.push(await openTicket(requesters[n % 4] as Client, { topic: 'other' }))
    forum.advance(1000)
  }
  const [first = '', second = ''] = opened
  await desk.patch(`/tickets/${opened[32]}`, { priority: 'urgent' })
  await desk.patch(`/tickets/${opened[31]}`, { priority: 'high' })
  await desk.post(`/tickets/${first}/messages`, { body: 'We look into it.' })
  await sendAnswers(forum)
  const all = async (sort: string) => {
    const { body } = await desk.get(`/desk/tickets?view=all&sort=${sort}`)
    const rest = await rows(desk, `view=all&sort=${sort}&cursor=${body.next}`)
    return [...body.items, ...rest].map(({ number }: Row) => number)
  }
  expect(await all('age')).toEqual(opened)
  expect(await all('answer')).toEqual([second, ...opened.slice(2), first])
  expect((await all('priority')).slice(0, 3)).toEqual([opened[32], opened[31], second])
  expect(new Set(await all('priority')).size).toBe(33)
})

test('counts follow the filters, on every view', async () => {
  const desk = await agentFor('verification')
  const requester = await forum.user()
  const [one, other] = [
    await openTicket(requester, { topic: 'verification' }),
    await openTicket(requester, { topic: 'verification' })
  ]
  await openTicket(requester, { topic: 'api' })
  await desk.patch(`/tickets/${one}`, { priority: 'high' })
  await desk.patch(`/tickets/${other}`, { state: 'closed' })
  const counts = async (query: string) => (await desk.get(`/desk/counts?${query}`)).body
  expect(await counts('')).toMatchObject({ unassigned: 1, all: 1, ended: 1 })
  expect(await counts('priority=high')).toMatchObject({ unassigned: 1, all: 1, ended: 0 })
  expect(await counts('priority=low')).toMatchObject({ unassigned: 0, all: 0 })
  expect(await counts('topic=api')).toMatchObject({ all: 0 })
})
