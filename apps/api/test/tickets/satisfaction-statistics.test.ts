import { beforeAll, expect, test } from 'vitest'
import { satisfactionSurveys, tickets } from '@stoa/tickets/schema'
import { eq } from 'drizzle-orm'
import { startForum, type Client } from '../forum.ts'
import { agent, openTicket } from './opening.ts'

const forum = startForum()
const day = 24 * 3600_000
let [lead, busy, quiet, admin]: Client[] = []
let period = ''
let ticketId = 0
let added = 0

type Cell = { key: string | null; answered: number; solved: number }

const statisticsFor = async (client: Client | undefined, query = `?period=${period}`) =>
  (await client!.get(`/desk/satisfaction${query}`)).body

/** Answers given in a week of the period, of which the first said no. */
type Given = { agentId?: number; week?: number; topic?: string; language?: 'en' | 'zh-CN' }
async function answers(count: number, values: Given) {
  const { week = 0, ...rest } = values
  const createdAt = new Date(Date.parse(period) + (week * 7 + 1) * day).toISOString()
  for (let at = 0; at < count; at += 1) {
    added += 1
    await forum.connection.db.insert(satisfactionSurveys).values({
      ...{ ticketId, agentId: busy!.id, topic: 'verification', language: 'en', createdAt },
      ...{ seed: '', hash: `hash ${added}`, expiresAt: createdAt, answeredAt: createdAt },
      ...{ solved: at > 0, counted: at > 0, ...rest }
    })
  }
}

beforeAll(async () => {
  lead = await agent(forum)
  busy = await agent(forum)
  quiet = await agent(forum)
  admin = await forum.user({ role: 'admin' })
  const number = await openTicket(await forum.user())
  const { db } = forum.connection
  ticketId = (await db.select().from(tickets).where(eq(tickets.number, number)))[0]?.id ?? 0
  period = (await statisticsFor(lead, '')).periods[1]
  await answers(8, {})
  await answers(4, { topic: 'security', language: 'zh-CN', week: 1, agentId: quiet.id })
  await answers(3, { topic: 'trading', language: 'zh-CN', week: 1 })
})

test('whole weeks, topics and languages are counted; small cells are one', async () => {
  const { weeks, topics, languages } = await statisticsFor(lead)
  const start = (week: number) => new Date(Date.parse(period) + week * 7 * day).toISOString()
  expect(weeks).toEqual([
    { key: start(0), answered: 8, solved: 7 },
    { key: start(1), answered: 7, solved: 5 }
  ])
  expect(topics).toEqual([
    { key: 'verification', answered: 8, solved: 7 },
    { key: null, answered: 7, solved: 5 }
  ])
  expect(languages.map(({ key }: Cell) => key)).toEqual(['en', 'zh-CN'])
})

test('the answers of all agents are for admins, small cells as one', async () => {
  for (const client of [busy, lead, quiet]) expect((await statisticsFor(client)).agents).toEqual([])
  expect(await statisticsFor(lead)).toMatchObject({ own: null, agents: [] })
  expect(await statisticsFor(quiet)).toMatchObject({ own: null, agents: [] })
  // The four answers of one agent would be the total without the other’s.
  expect((await statisticsFor(admin)).agents).toEqual([{ key: null, answered: 15, solved: 12 }])
})

test('own answers are shown if the rest of no cell is one colleague’s, or small', async () => {
  const earlier = (await statisticsFor(lead, '')).periods[2]
  const give = (count: number, agentId: number, topic = 'verification') =>
    answers(count, { agentId, topic, week: -4 })
  const own = async () => (await statisticsFor(busy, `?period=${earlier}`)).own
  await give(4, busy!.id)
  expect(await own()).toBeNull()
  await give(2, busy!.id)
  expect(await own()).toEqual({ key: null, answered: 6, solved: 4 })
  await give(4, quiet!.id)
  expect(await own()).toBeNull()
  await give(1, lead!.id)
  expect(await own()).toMatchObject({ answered: 6 })
  await give(5, quiet!.id, 'security')
  expect(await own()).toBeNull()
})

test('who answers some topics sees only their cells, and no sum of the others', async () => {
  const deskTopics = ['verification', 'security']
  const some = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics })
  const { weeks, topics, languages } = await statisticsFor(some)
  expect({ weeks, languages }).toEqual({ weeks: [], languages: [] })
  expect(topics).toEqual([{ key: 'verification', answered: 8, solved: 7 }])
  const moderator = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  expect((await moderator.get('/desk/satisfaction')).status).toBe(403)
  expect((await (await forum.user()).get('/desk/satisfaction')).status).toBe(403)
})

test('periods are whole, do not overlap and are over for a week', async () => {
  const { periods, since, until } = await statisticsFor(lead, '')
  expect(since).toBe(periods[0])
  expect(Date.parse(until) - Date.parse(since)).toBe(28 * day)
  expect(Date.parse(periods[0]) - Date.parse(periods[1])).toBe(28 * day)
  expect(Date.parse(until) + 7 * day).toBeLessThanOrEqual(Date.parse(forum.now()))
  const shifted = new Date(Date.parse(since) + day).toISOString()
  for (const other of [shifted, until, 'yesterday']) {
    const { status } = await lead!.get(`/desk/satisfaction?period=${other}`)
    expect(status, other).toBe(422)
  }
})

test('an answer that changes a week after the resolution changes no figure', async () => {
  const requester = await forum.user()
  const number = await openTicket(requester)
  await lead!.post(`/tickets/${number}/resolution`, { summary: 'Credited.' })
  const path = `/tickets/${number}/satisfaction`
  const counted = async () =>
    (await forum.connection.db.select().from(satisfactionSurveys)).at(-1)?.counted
  await requester.put(path, { solved: false })
  expect(await counted()).toBe(false)
  await requester.put(path, { solved: true })
  expect(await counted()).toBe(true)
  forum.advance(8 * day)
  expect((await requester.put(path, { solved: false })).status).toBe(204)
  expect(await counted()).toBe(true)
})
