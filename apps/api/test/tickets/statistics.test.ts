import { eq } from 'drizzle-orm'
import { securityEvents } from '@stoa/accounts/schema'
import { tickets } from '@stoa/tickets/schema'
import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { agent, escalate, openTicket, setUpThread, sendAnswers } from './opening.ts'

const forum = startForum()
const hour = 3600_000

test('statistics cover volume, backlog, times, breaches, reopenings and public answers', async () => {
  const { author, thread } = await setUpThread(forum)
  const solved = (await escalate(author, thread.id)).body.number
  const late = await openTicket(await forum.user(), { topic: 'verification' })
  await openTicket(author, { topic: 'api' })
  forum.advance(20 * 24 * hour)
  const desk = await agent(forum)
  const fresh = await openTicket(author, { topic: 'api' })
  await desk.post(`/tickets/${fresh}/messages`, { body: 'We look into it.' })
  await desk.post(`/tickets/${late}/messages`, { body: 'Sorry that it took so long.' })
  await sendAnswers(forum)
  await desk.post(`/tickets/${solved}/resolution`, { summary: 'Credited.' })
  await author.post(`/tickets/${solved}/reopening`, { body: 'It is not there.' })
  const { body } = await desk.get('/desk/statistics?days=7')
  expect(body.volume).toEqual([{ topic: 'api', fromThreads: 0, direct: 1 }])
  expect(body.backlog).toEqual({ day: 1, threeDays: 0, week: 0, older: 3 })
  const [api, verification] = body.first
  expect(api).toMatchObject({ topic: 'api', count: 1 })
  expect(api.most).toBeLessThan(10)
  expect(verification).toMatchObject({ topic: 'verification', count: 2 })
  expect(verification.half).toBeGreaterThanOrEqual(20 * 24 * 60)
  expect(body.breaches).toMatchObject({ answers: 3, lateAnswers: 2 })
  expect(body.reopening).toEqual({ resolved: 1, reopened: 1 })
  const all = (await desk.get('/desk/statistics?days=90')).body
  expect(all.volume).toContainEqual({ topic: 'verification', fromThreads: 1, direct: 1 })
  expect(all.inPublic).toEqual({ asked: 1, solved: 0, byTicket: 0 })
})

test('a ticket resolved while its clock is paused is not late for that', async () => {
  const topic = 'security'
  const desk = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: [topic] })
  const number = await openTicket(await forum.user(), { topic })
  await desk.post(`/tickets/${number}/messages`, { body: 'Which network?' })
  await desk.patch(`/tickets/${number}`, { state: 'waiting_on_requester' })
  forum.advance(20 * 24 * hour)
  const next = await forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: [topic] })
  await next.post(`/tickets/${number}/resolution`, { summary: 'It has arrived.' })
  const { breaches } = (await next.get('/desk/statistics')).body
  expect(breaches).toMatchObject({ resolutions: 1, lateResolutions: 0 })
})

test('overdue open tickets of own topics are counted, without own tickets', async () => {
  const topic = 'other'
  const narrow = () => forum.user({ role: 'staff', capabilities: ['desk'], deskTopics: [topic] })
  const overdue = async (desk: Client) => (await desk.get('/desk/statistics')).body.overdue
  const [own, waiting] = [
    await openTicket(await forum.user(), { topic }),
    await openTicket(await forum.user(), { topic })
  ]
  for (const each of [topic, 'deposit_withdrawal'])
    await openTicket(await forum.user(), { topic: each })
  const before = await narrow()
  await before.patch(`/tickets/${waiting}`, { state: 'waiting_on_requester' })
  expect(await overdue(before)).toBe(0)
  forum.advance(20 * 24 * hour)
  const desk = await narrow()
  expect(await overdue(desk)).toBe(2)
  const { db } = forum.connection
  await db.update(tickets).set({ requesterId: desk.id }).where(eq(tickets.number, own))
  expect(await overdue(desk)).toBe(1)
})

test('an agent gets statistics of their own topics only, also as CSV', async () => {
  const narrow = await forum.user({
    role: 'staff',
    capabilities: ['desk'],
    deskTopics: ['trading']
  })
  await openTicket(await forum.user(), { topic: 'trading' })
  await openTicket(await forum.user(), { topic: 'security' })
  const { body } = await narrow.get('/desk/statistics')
  expect(body.volume).toEqual([{ topic: 'trading', fromThreads: 0, direct: 1 }])
  const { text, headers } = await narrow.get('/desk/statistics/csv')
  expect(headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(text).toContain('opened_directly,trading,1\r\n')
  expect(text).toContain('backlog,overdue,0\r\n')
  expect(text).not.toContain('security')
})

test('the CSV needs a fresh sign-in, and its download is recorded', async () => {
  const desk = await agent(forum)
  const exports = async () => {
    const rows = await forum.connection.db.select().from(securityEvents)
    return rows.filter(({ kind, actorId }) => kind === 'export.tickets' && actorId === desk.id)
      .length
  }
  expect((await desk.get('/desk/statistics/csv')).status).toBe(200)
  expect(await exports()).toBe(1)
  forum.advance(11 * 60_000)
  const { status, body } = await desk.get('/desk/statistics/csv')
  expect([status, body.code]).toEqual([403, 'fresh_authentication_required'])
  expect(await exports()).toBe(1)
})
