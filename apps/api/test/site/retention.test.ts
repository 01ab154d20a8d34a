import { eq } from 'drizzle-orm'
import { beforeAll, expect, test, vi } from 'vitest'
import { maintainSecurityLog } from '@stoa/accounts'
import { securityEvents, sessions } from '@stoa/accounts/schema'
import { after } from '@stoa/core'
import { cleanRetained } from '@stoa/site/retention'
import { startForum, type Client } from '../forum.ts'
import { sendFile } from '../uploads/sending.ts'

const forum = startForum()
const hour = 3600_000
const day = 24 * hour

let admins: readonly [Client, Client]

beforeAll(async () => {
  admins = [await forum.user({ role: 'admin' }), await forum.user({ role: 'admin' })]
})

const at = (milliseconds: number) => ({ ...forum.context(), now: after(forum.now(), milliseconds) })
const periodOf = async (period: string) =>
  (await admins[0].get('/admin/retention')).body.items.find(
    (one: { period: string }) => one.period === period
  )
const set = (admin: Client, period: string, value: number, from: number) =>
  admin.put(`/admin/retention/${period}`, { value, from })
const counted = async (period: string, value: number) =>
  (await admins[0].get(`/admin/retention/${period}/dry-run?value=${value}`)).body.counts

test('a draft is deleted after ninety days, and not before', async () => {
  const member = await forum.user()
  await member.put('/drafts/ask', { body: 'My deposit is missing.' })
  await cleanRetained(at(90 * day - hour))
  expect((await member.get('/drafts')).body.items).toHaveLength(1)
  await cleanRetained(at(90 * day + hour))
  expect((await member.get('/drafts')).body.items).toHaveLength(0)
})

test('a file that nobody attached is erased after a day, and not before', async () => {
  const member = await forum.user()
  const { url } = (await sendFile(member, 'error.log', Buffer.from('Error 1006'))).body
  const seen = async () => (await member.inject({ method: 'GET', url })).status
  await cleanRetained(at(23 * hour))
  expect(await seen()).toBe(200)
  await cleanRetained(at(25 * hour))
  expect(await seen()).toBe(404)
})

test('a session goes on without its address after thirty days', async () => {
  const member = await forum.user()
  const addressOf = async () => {
    const rows = await forum.connection.db
      .select({ address: sessions.address })
      .from(sessions)
      .where(eq(sessions.userId, member.id))
    return rows.map(({ address }) => address)
  }
  await cleanRetained(at(30 * day - hour))
  expect(await addressOf()).not.toEqual([''])
  await cleanRetained(at(30 * day + hour))
  expect(await addressOf()).toEqual([''])
})

test('the security log loses whole months after four hundred days, no younger ones', async () => {
  const { id } = await forum.user()
  const event = {
    kind: 'sign_in.failed',
    actorId: 0,
    subjectId: id,
    browser: '',
    details: {}
  } as const
  for (const days of [10, 390, 440])
    await forum.connection.db
      .insert(securityEvents)
      .values({ ...event, createdAt: after(forum.now(), -days * day) })
  await maintainSecurityLog(forum.context())
  const [{ count }] = await counted('security_log', 400)
  const before = (await periodOf('security_log')).removed[0]?.count ?? 0
  await cleanRetained(forum.context())
  const kept = await forum.connection.db
    .select()
    .from(securityEvents)
    .where(eq(securityEvents.subjectId, id))
  expect([kept.length, count]).toEqual([2, 1])
  expect((await periodOf('security_log')).removed[0].count - before).toBe(1)
})

test('a dry run counts what a value deletes, and deletes nothing', async () => {
  const member = await forum.user()
  await member.put('/drafts/ask', { body: 'My deposit is missing.' })
  await forum.connection.sql`update drafts set updated_at = ${after(forum.now(), -40 * day)}
    where user_id = ${member.id}`
  expect(await counted('drafts', 90)).toEqual([{ kind: 'drafts', count: 0 }])
  expect(await counted('drafts', 30)).toEqual([{ kind: 'drafts', count: 1 }])
  expect((await member.get('/drafts')).body.items).toHaveLength(1)
})

test('a value beyond the bounds is refused, which are named', async () => {
  for (const value of [13, 366]) {
    const { status, body } = await set(admins[0], 'drafts', value, 90)
    expect(status).toBe(422)
    expect(body.errors[0]).toMatchObject({ path: 'value' })
    expect(body.errors[0].message).toMatch(/14.+365/)
  }
  const { status } = await admins[0].get('/admin/retention/drafts/dry-run?value=13')
  expect(status).toBe(422)
})

test('a longer period takes effect at once, and everybody reads it', async () => {
  expect((await set(admins[0], 'drafts', 120, 90)).body).toEqual({ waits: false })
  await forum.settle()
  const { items, fixed, changes } = (await forum.guest.get('/retention')).body
  expect(items).toContainEqual({ period: 'drafts', unit: 'days', value: 120 })
  expect(fixed).toContainEqual({ period: 'closed_accounts', days: 7 })
  expect(changes[0]).toMatchObject({ period: 'drafts', valueBefore: 90, value: 120 })
})

test('a shorter period waits for a second admin, who confirms what they read', async () => {
  const { value } = await periodOf('ticket_details')
  expect((await set(admins[0], 'ticket_details', 90, value)).body).toEqual({ waits: true })
  const { waiting } = await periodOf('ticket_details')
  expect([waiting.value, (await periodOf('ticket_details')).value]).toEqual([90, 180])
  const confirm = (admin: Client, id: number) => admin.post(`/approvals/${id}/approval`)
  expect((await confirm(admins[0], waiting.id)).body.code).toBe('second_person_needed')
  await set(admins[0], 'ticket_details', 60, 180)
  expect((await confirm(admins[1], waiting.id)).status).toBe(404)
  const newest = (await periodOf('ticket_details')).waiting
  expect((await confirm(admins[1], newest.id)).status).toBe(204)
  await forum.settle()
  expect((await periodOf('ticket_details')).value).toBe(60)
})

test('who read another value than the present one changes nothing', async () => {
  const { status, body } = await set(admins[0], 'refused_uploads', 12, 48)
  expect([status, body.code]).toEqual([409, 'revision_changed'])
  expect((await periodOf('refused_uploads')).waiting).toBeNull()
})

test('two admins who shorten a period at once leave one proposal', async () => {
  const { value } = await periodOf('refused_uploads')
  const answers = await Promise.all([
    set(admins[0], 'refused_uploads', 12, value),
    set(admins[1], 'refused_uploads', 10, value)
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  const { items } = (await admins[0].get('/approvals')).body
  const ofPeriod = items.filter(
    ({ subject }: { subject: { period?: string } }) => subject.period === 'refused_uploads'
  )
  expect(ofPeriod).toHaveLength(1)
})

test('cleaning that is interrupted goes on later, and counts nothing twice', async () => {
  const { id } = await forum.user()
  const old = after(forum.now(), -600 * day)
  await forum.connection.sql`insert into drafts (user_id, key, content, updated_at)
    select ${id}, 'thread:' || n, '{}', ${old} from generate_series(1, 700) n`
  const removed = async () => (await periodOf('drafts')).removed[0]?.count ?? 0
  const before = await removed()
  const { drafts } = forum.ports.cleaners
  const { remove } = drafts
  let calls = 0
  const broken = vi.spyOn(drafts, 'remove').mockImplementation(async (ctx, time) => {
    const done = await remove.call(drafts, ctx, time)
    if ((calls += 1) === 2) throw new Error('the worker died')
    return done
  })
  await expect(cleanRetained(forum.context())).rejects.toThrow('1 of 6 failed')
  broken.mockRestore()
  expect((await removed()) - before).toBe(500)
  await cleanRetained(forum.context())
  expect((await removed()) - before).toBe(700)
})
