import { expect, test } from 'vitest'
import { notifications } from '@stoa/notifications/schema'
import { alertDesk } from '@stoa/tickets'
import { tickets } from '@stoa/tickets/schema'
import { and, eq } from 'drizzle-orm'
import { startForum, type Client } from '../forum.ts'
import { agent, openTicket, sendAnswers } from './opening.ts'

const forum = startForum()
const hour = 3600_000

const allDay = { from: '00:00', to: '00:00' }
const target = (firstResponse: number, resolution: number) => ({ firstResponse, resolution })
const levels = {
  timeZone: 'Asia/Shanghai',
  week: Array(7).fill(allDay),
  holidays: [],
  targets: {
    urgent: target(30, 240),
    high: target(60, 480),
    normal: target(240, 1440),
    low: target(480, 2880)
  },
  exceptions: [{ topic: 'security', priority: 'normal', ...target(120, 600) }]
}

/**
 * Sets the service levels and runs effects. The admin is new each time, because sessions expire
 * when the clock is advanced.
 */
async function setLevels(values: object = {}) {
  const admin = await forum.user({ role: 'admin' })
  const answer = await admin.put('/desk/service-levels', { ...levels, ...values })
  await forum.settle()
  return answer
}

const after = (time: string, hours: number) =>
  new Date(Date.parse(time) + Math.round(hours * hour)).toISOString()

async function show(number: string, client?: Client) {
  return (await (client ?? (await agent(forum))).get(`/tickets/${number}`)).body
}

async function numbers(query: string): Promise<string[]> {
  const { body } = await (await agent(forum)).get(`/desk/tickets${query}`)
  return body.items.map(({ number }: { number: string }) => number)
}

test('the desk is warned before a deadline and alerted once after it', async () => {
  await setLevels()
  const desk = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: ['api'] })
  await openTicket(await forum.user(), { topic: 'api' })
  const told = async () => {
    await alertDesk(forum.context())
    await forum.settle()
    const rows = await forum.connection.db.select().from(notifications)
    const own = rows.filter(({ userId }) => userId === desk.id)
    return own.map(({ kind }) => kind).filter((kind) => kind !== 'desk')
  }
  expect(await told()).toEqual([])
  forum.advance(3.5 * hour)
  expect(await told()).toEqual(['desk_due'])
  forum.advance(hour)
  await told()
  expect(await told()).toEqual(['desk_due', 'desk_overdue'])
})

test('deadlines depend on topic and priority; the first answer comes first', async () => {
  await setLevels()
  const requester = await forum.user()
  const desk = await agent(forum)
  const number = await openTicket(requester)
  const { createdAt, due } = await show(number)
  expect(due).toMatchObject({ what: 'answer', at: after(createdAt, 4), overdue: false })
  const secure = await show(await openTicket(requester, { topic: 'security' }))
  expect(secure.due.at).toBe(after(secure.createdAt, 2))
  await desk.patch(`/tickets/${number}`, { priority: 'urgent' })
  expect((await show(number)).due.at).toBe(after(createdAt, 0.5))
  await desk.post(`/tickets/${number}/messages`, { body: 'We look into it.' })
  await sendAnswers(forum)
  expect((await show(number)).due).toMatchObject({ what: 'resolution', at: after(createdAt, 4) })
  expect((await show(number, requester)).due).toBeNull()
})

test('the clock is paused while the requester has to answer, and after the end', async () => {
  await setLevels()
  const number = await openTicket(await forum.user())
  const desk = await agent(forum)
  await desk.post(`/tickets/${number}/messages`, { body: 'Which network?' })
  await sendAnswers(forum)
  await desk.patch(`/tickets/${number}`, { state: 'waiting_on_requester' })
  const { createdAt, due, changedAt } = await show(number)
  expect(due.stands).toBe(true)
  forum.advance(5 * hour)
  const next = await agent(forum)
  await next.patch(`/tickets/${number}`, { state: 'open' })
  const resumed = await show(number)
  const stood = Date.parse(resumed.changedAt) - Date.parse(changedAt)
  expect(resumed.due.at).toBe(after(createdAt, 24 + stood / hour))
  await next.post(`/tickets/${number}/resolution`, { summary: 'Credited.' })
  expect((await show(number)).due).toMatchObject({ stands: true, overdue: false })
})

test('new levels recompute the deadlines of open tickets in business hours', async () => {
  const number = await openTicket(await forum.user())
  await setLevels({ targets: { ...levels.targets, normal: target(90, 1440) } })
  const { createdAt, due } = await show(number)
  expect(due.at).toBe(after(createdAt, 1.5))
})

test('the queue lists the earliest deadline first, and overdue tickets separately', async () => {
  await setLevels()
  const requester = await forum.user()
  const topic = { topic: 'trading' }
  const [late, urgent] = [await openTicket(requester, topic), await openTicket(requester, topic)]
  const desk = await agent(forum)
  await desk.patch(`/tickets/${urgent}`, { priority: 'urgent' })
  expect(await numbers('?topic=trading')).toEqual([urgent, late])
  forum.advance(hour)
  expect(await numbers('?view=overdue&topic=trading')).toEqual([urgent])
  await (await agent(forum)).patch(`/tickets/${urgent}`, { state: 'waiting_on_requester' })
  expect(await numbers('?view=overdue&topic=trading')).toEqual([])
  expect(await numbers('?view=all&topic=trading')).toEqual([late, urgent])
})

test('pages by deadline list each ticket once, paused ones last', async () => {
  await setLevels()
  const topic = { topic: 'verification' }
  const opened: string[] = []
  const requesters = await Promise.all([1, 2, 3, 4].map(() => forum.user()))
  for (const requester of requesters)
    for (let n = 0; n < 8; n += 1) opened.push(await openTicket(requester, topic))
  const desk = await agent(forum)
  const [first = ''] = opened
  await desk.patch(`/tickets/${first}`, { state: 'waiting_on_requester' })
  const page = (await desk.get('/desk/tickets?view=all&topic=verification')).body
  const rest = await numbers(`?view=all&topic=verification&cursor=${page.next}`)
  const shown = [...page.items.map(({ number }: { number: string }) => number), ...rest]
  expect(shown).toEqual([...opened.slice(1), first])
})

test('requesters see their position and the usual wait until the first answer', async () => {
  await setLevels()
  const requester = await forum.user()
  const topic = { topic: 'account_access' }
  const earlier = await Promise.all(Array.from({ length: 5 }, () => openTicket(requester, topic)))
  const number = await openTicket(requester, topic)
  expect((await show(number, requester)).wait).toEqual({
    place: 6,
    placeIsExact: true,
    usual: null
  })
  forum.advance(hour)
  const desk = await agent(forum)
  for (const one of earlier) await desk.post(`/tickets/${one}/messages`, { body: 'Done.' })
  await sendAnswers(forum)
  const { wait } = await show(number, requester)
  expect(wait).toMatchObject({ place: 1, usual: { tickets: 5, ofTopic: true } })
  expect(wait.usual.half).toBeGreaterThanOrEqual(60)
  expect(wait.usual.most).toBeGreaterThanOrEqual(wait.usual.half)
  await desk.post(`/tickets/${number}/messages`, { body: 'Here we are.' })
  await sendAnswers(forum)
  expect((await show(number, requester)).wait).toBeNull()
  const rare = await openTicket(requester, { topic: 'security' })
  expect((await show(rare, requester)).wait.usual).toMatchObject({ ofTopic: false })
})

test('invalid levels are refused, and only admins set them', async () => {
  const refusedPaths = async (values: object) =>
    (await setLevels(values)).body.errors.map(({ path }: { path: string }) => path)
  expect(await refusedPaths({ timeZone: 'Mars/Olympus' })).toEqual(['timeZone'])
  expect(await refusedPaths({ week: Array(7).fill(null) })).toEqual(['week'])
  expect(
    await refusedPaths({ week: [{ from: '18:00', to: '09:00' }, ...levels.week.slice(1)] })
  ).toEqual(['week.0.to'])
  expect(await refusedPaths({ holidays: ['2026-02-30'] })).toEqual(['holidays.0'])
  const aMinute = [{ from: '09:00', to: '09:01' }, ...Array(6).fill(null)]
  expect(await refusedPaths({ week: aMinute })).toEqual(['week'])
  expect((await (await agent(forum)).put('/desk/service-levels', levels)).status).toBe(403)
})

/** As a second admin, who has to confirm a token's power. */
async function confirmAll(second: Client) {
  for (const { id } of (await second.get('/approvals')).body.items)
    expect((await second.post(`/approvals/${id}/approval`)).status).toBe(204)
}

test('an admin’s token sets them only with the admin scope', async () => {
  const admin = await forum.user({ role: 'admin' })
  const setBy = async (scope: string) => {
    const token = { name: scope, scopes: [scope], days: 1 }
    const authorization = `Bearer ${(await admin.post('/tokens', token)).body.secret}`
    await confirmAll(await forum.user({ role: 'admin' }))
    const request = { method: 'PUT', url: '/api/v1/desk/service-levels', payload: levels } as const
    return (await forum.guest.inject({ ...request, headers: { authorization } })).status
  }
  expect([await setBy('write'), await setBy('admin')]).toEqual([403, 204])
})

test('more open tickets than one batch are all recomputed', async () => {
  await setLevels()
  const { id } = await forum.user()
  const { db } = forum.connection
  const now = forum.now()
  const many = { requesterId: id, openedById: id, topic: 'other', language: 'en' } as const
  const times = { createdAt: now, publicSince: now, changedAt: now }
  const due = { firstDueAt: now, resolveDueAt: now, dueAt: now }
  const rows = Array.from({ length: 230 }, (_, n) => ({
    ...{ ...many, ...times, ...due },
    number: `many-${n}`
  }))
  await db.insert(tickets).values(rows)
  await setLevels({ timeZone: 'Asia/Shanghai' })
  const left = await db.$count(tickets, and(eq(tickets.requesterId, id), eq(tickets.dueAt, now)))
  expect(left).toBe(0)
})
