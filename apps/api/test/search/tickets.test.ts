import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { indexAllTickets } from '@stoa/search'
import { searchTickets } from '@stoa/search/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'
import { agent, escalate, openTicket } from '../tickets/opening.ts'
import { look } from './looking.ts'

const forum = startForum()
let requester: Client
let desk: Client
let number: string

beforeAll(async () => {
  requester = await forum.user()
  desk = await agent(forum)
  number = await openTicket(requester, { body: 'My zirconium 钱包 is empty.' })
  await forum.settle()
})

const found = async (client: Client, q: string): Promise<string[]> => {
  const { body } = await client.get(`/desk/tickets?q=${encodeURIComponent(q)}`)
  return body.items.map((ticket: { number: string }) => ticket.number)
}

test('the desk finds tickets by conversation, notes and number, in either script', async () => {
  await desk.post(`/tickets/${number}/messages`, { body: 'Looks like beryl.', audience: 'staff' })
  await forum.settle()
  for (const typed of ['zirconium', '錢包', 'beryl', number, '"zirconium 钱包"'])
    expect(await found(desk, typed)).toEqual([number])
  expect(await found(desk, 'zirconium -beryl')).toEqual([])
})

test('no word of a search is dropped as if it were a filter of threads', async () => {
  for (const typed of ['zirconium author:anna', 'zirconium solved:no', 'language:en'])
    expect(await found(desk, typed)).toEqual([])
})

test('tickets of any state are found, even ended ones', async () => {
  await desk.post(`/tickets/${number}/resolution`, { summary: 'It is solved by garnet.' })
  forum.advance(60_000)
  await forum.settle()
  expect(await found(desk, 'zirconium')).toEqual([number])
})

test('only agents find tickets, and no search of posts contains them', async () => {
  const other = await forum.user({
    role: 'staff',
    capabilities: ['desk'],
    deskTopics: ['trading']
  })
  expect(await found(other, 'zirconium')).toEqual([])
  const own = await openTicket(desk, { body: 'My own topaz.' })
  await forum.settle()
  expect(own).not.toBe('')
  expect(await found(desk, 'topaz')).toEqual([])
  expect(await look(desk, 'zirconium')).toMatchObject({ items: [], total: 0, meant: null })
})

test('the length of a page does not reveal notes in an own ticket', async () => {
  const [asking, noting] = [await agent(forum), await agent(forum)]
  const own = await openTicket(asking)
  for (let count = 0; count < 30; count++)
    await openTicket(await forum.user(), { body: 'A quokka.' })
  await noting.post(`/tickets/${own}/messages`, { body: 'Quokka suspected.', audience: 'staff' })
  await forum.settle()
  const pageOf = async (client: Client) => (await client.get('/desk/tickets?q=quokka')).body
  expect((await pageOf(asking)).items).toHaveLength(30)
  expect((await pageOf(asking)).next).toBeNull()
  expect((await pageOf(noting)).next).toBeTruthy()
})

test('tickets are found by the beginning of an identifier and by one character', async () => {
  const somebody = await forum.user()
  const topic = { topic: 'api', body: 'Order 7c3e91d2ab7788 fails with ERR100642, 糖 and all.' }
  const failing = await openTicket(somebody, topic)
  await forum.settle()
  const agentNow = await agent(forum)
  for (const typed of ['7c3e91', '7c3e91d', '7c3e91d2ab', 'err1006', 'ERR100642', '糖'])
    expect(await found(agentNow, typed)).toEqual([failing])
  for (const typed of ['7c3e92', '3e91d2', 'err100643'])
    expect(await found(agentNow, typed)).toEqual([])
})

test('filters apply to matching tickets and follow changes', async () => {
  const somebody = await forum.user()
  const one = await openTicket(somebody, { body: 'An opal is lost.' })
  await forum.settle()
  const agentNow = await agent(forum)
  const urgent = async (more = '') => {
    const { body } = await agentNow.get(`/desk/tickets?q=opal&priority=urgent${more}`)
    return body.items.map((ticket: { number: string }) => ticket.number)
  }
  expect(await urgent()).toEqual([])
  await agentNow.patch(`/tickets/${one}`, { priority: 'urgent', topic: 'security' })
  await forum.settle()
  expect(await urgent('&topic=security&language=en')).toEqual([one])
  expect(await urgent('&topic=trading')).toEqual([])
  expect(await urgent('&language=zh-CN')).toEqual([])
})

test('a ticket about a thread is found by the thread’s present title', async () => {
  const { id } = await createThread(requester, await forum.category(), {
    title: 'An amethyst is missing'
  })
  const { body } = await escalate(requester, id)
  await forum.settle()
  expect(await found(desk, 'amethyst')).toEqual([body.number])
  await requester.patch(`/threads/${id}`, { title: 'A sapphire is missing' })
  await forum.settle()
  expect(await found(desk, 'amethyst')).toEqual([])
  expect(await found(desk, 'sapphire')).toEqual([body.number])
})

test('a reindexing restores missing documents', async () => {
  await forum.connection.db.execute('truncate search_tickets')
  expect(await found(desk, 'sapphire')).toEqual([])
  await indexAllTickets(forum.context())
  expect(await found(desk, 'sapphire')).toHaveLength(1)
})

test('the content of a merged ticket is found in its target', async () => {
  const somebody = await forum.user()
  const source = await openTicket(somebody, { body: 'My peridot is gone.' })
  const into = await openTicket(somebody)
  await forum.settle()
  const agentNow = await agent(forum)
  expect((await agentNow.post(`/tickets/${source}/merge`, { into })).status).toBe(204)
  await forum.settle()
  expect(await found(agentNow, 'peridot')).toEqual([into])
})

test('a reindexing deletes any number of orphaned documents of tickets', async () => {
  const { db } = forum.connection
  const [row] = await db.select().from(searchTickets).limit(1)
  const ghost = 1_000_000
  if (row) await db.insert(searchTickets).values({ ...row, ticketId: ghost })
  const count = await indexAllTickets(forum.context())
  expect(await db.$count(searchTickets)).toBe(count)
  expect(await db.$count(searchTickets, eq(searchTickets.ticketId, ghost))).toBe(0)
})
