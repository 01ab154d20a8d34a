import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import {
  countUnknownSignIn,
  maintainSecurityLog,
  recordSecurityEvent,
  recordUnknownSignIns,
  securityLogCleaner
} from '@stoa/accounts'
import { securityEventAddresses, securityEvents } from '@stoa/accounts/schema'
import { after, transaction } from '@stoa/core'
import { cleanRetained } from '@stoa/site/retention'
import { startForum } from '../forum.ts'
import { keepLog } from '../matrix/logs.ts'
import { columnsWith } from '../matrix/traces.ts'
import { makeAccount, openBrowser, password, signedIn } from './browser.ts'

const forum = startForum()
const log = keepLog(forum)
const day = 24 * 3600_000

/** The context of a request from this address. */
const from = (address: string) => ({
  ...forum.context(),
  origin: { address, userAgent: 'Firefox/140.0', method: 'POST', path: '/' }
})

const eventsOf = (subjectId: number) =>
  forum.connection.db
    .select()
    .from(securityEvents)
    .where(eq(securityEvents.subjectId, subjectId))
    .orderBy(securityEvents.id)

const look = { field: 'email', reason: 'A ticket about it' }

test('an event has network and browser, and its log line only ids and kind', async () => {
  const [staff, member] = [await forum.user({ role: 'staff' }), await forum.user()]
  const url = `/api/v1/users/${member.username}/looks`
  const headers = { 'user-agent': 'Mozilla/5.0 Firefox/140.0' }
  await staff.inject({ method: 'POST', url, payload: look, headers, remoteAddress: '203.0.113.77' })
  const [event] = await eventsOf(member.id)
  expect(event).toMatchObject({
    ...{ actorId: staff.id, kind: 'look.email', browser: 'Firefox', network: '203.0.113.0/24' }
  })
  const lines = log.map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines.find(({ eventId }) => eventId === event?.id)).toMatchObject({
    ...{ msg: 'security event', kind: 'look.email', actorId: staff.id, subjectId: member.id }
  })
  expect(log.join()).not.toMatch(/203\.0\.113|A ticket about it/)
})

test('nobody changes or deletes events, in any partition', async () => {
  const [staff, member] = [await forum.user({ role: 'staff' }), await forum.user()]
  await staff.post(`/users/${member.username}/looks`, look)
  const { sql } = forum.connection
  const tables = await sql<{ name: string }[]>`
    select inhrelid::regclass::text as name from pg_inherits
    where inhparent = 'security_events'::regclass union all select 'security_events'`
  expect(tables.length).toBeGreaterThan(4)
  for (const { name } of tables)
    for (const statement of [
      `update ${name} set kind = ''`,
      `delete from ${name}`,
      `truncate ${name}`
    ])
      await expect(sql.unsafe(statement)).rejects.toThrow('permission denied')
  expect(await eventsOf(member.id)).toHaveLength(1)
})

const partitions = async () => {
  const rows = await forum.connection.sql<{ name: string }[]>`
    select inhrelid::regclass::text as name from pg_inherits
    where inhparent = 'security_events'::regclass order by 1`
  return rows.map(({ name }) => name)
}

const addOld = (subjectId: number, days: number) =>
  forum.connection.db.insert(securityEvents).values({
    ...{ createdAt: after(forum.now(), -days * day), kind: 'look.email', actorId: 1, subjectId },
    ...{ browser: '', network: null, details: {} }
  })

test('partitions over a year old are dropped, others stay or are created', async () => {
  const { id } = await forum.user()
  for (const days of [10, 350, 440]) await addOld(id, days)
  await maintainSecurityLog(forum.context())
  const tooLate = after(forum.now(), 500 * day)
  const dropped = (before: string) =>
    transaction(forum.context(), (ctx) => securityLogCleaner.remove(ctx, before))
  // Nobody names a time to drop what is younger than a year.
  expect((await dropped(tooLate)).removed).toEqual({ security_events: 1 })
  const kept = (await eventsOf(id)).map(({ createdAt }) => createdAt.slice(0, 10))
  expect(kept).toEqual([10, 350].map((days) => after(forum.now(), -days * day).slice(0, 10)))
  const months = [0, 35].map((days) =>
    after(forum.now(), days * day)
      .slice(0, 7)
      .replace('-', '_')
  )
  for (const month of months) expect(await partitions()).toContain(`security_events_${month}`)
})

test('the full address is deleted after thirty days', async () => {
  const [staff, member] = [await forum.user({ role: 'staff' }), await forum.user()]
  await staff.post(`/users/${member.username}/looks`, look)
  const [event] = await eventsOf(member.id)
  const stored = () =>
    forum.connection.db
      .select()
      .from(securityEventAddresses)
      .where(eq(securityEventAddresses.eventId, event?.id ?? 0))
  expect((await stored())[0]?.sealed).not.toContain('127.0.0.1')
  await cleanRetained({ ...forum.context(), now: after(forum.now(), 29 * day) })
  expect(await stored()).toHaveLength(1)
  await cleanRetained({ ...forum.context(), now: after(forum.now(), 31 * day) })
  expect(await stored()).toHaveLength(0)
})

test('failures with unknown names become one event per minute and network', async () => {
  const places = ['198.51.100.1', '198.51.100.2', '2001:db8:1:2::3', '2001:db8:1:4::5']
  for (const address of places) await countUnknownSignIn(from(address))
  await recordUnknownSignIns(forum.context())
  const counted = () =>
    forum.connection.db
      .select({ network: securityEvents.network, details: securityEvents.details })
      .from(securityEvents)
      .where(eq(securityEvents.kind, 'sign_in.unknown_names'))
      .orderBy(securityEvents.id)
  expect(await counted()).toEqual([])
  await recordUnknownSignIns({ ...forum.context(), now: after(forum.now(), 60_000) })
  expect(await counted()).toEqual([
    { network: '198.51.100.0/24', details: { count: 2 } },
    { network: '2001:db8:1::/48', details: { count: 2 } }
  ])
})

type Shown = { id: number; kind: string; by: string; network: string | null; reason: string | null }

const ownEvents = async (client: { get(path: string): Promise<{ body: { items: Shown[] } }> }) =>
  (await client.get('/me/security-events')).body.items

test('successful and failed sign-ins are shown to the owner with their place', async () => {
  const { username } = await makeAccount(forum)
  const thief = openBrowser(forum, { address: '203.0.113.9' })
  await thief.post('/sessions', { login: username, password: 'wrong one' })
  const browser = await signedIn(forum, username, { address: '198.51.100.7' })
  expect(await ownEvents(browser)).toMatchObject([
    { kind: 'sign_in.succeeded', by: 'oneself', network: '198.51.100.0/24' },
    { kind: 'sign_in.failed', by: 'nobody', network: '203.0.113.0/24' },
    { kind: 'account.created', by: 'server', network: null }
  ])
})

type NewEvent = typeof securityEvents.$inferInsert

/** A failed sign-in so many minutes ago, or another event. */
const failure = (subjectId: number, minutes: number, other: Partial<NewEvent> = {}): NewEvent => ({
  ...{ createdAt: after(forum.now(), -minutes * 60_000), kind: 'sign_in.failed', actorId: 0 },
  ...{ subjectId, browser: '', network: `192.0.${minutes % 2}.0/24`, details: {}, ...other }
})

test('failures in a row are one item of the owner’s list, and stay single events', async () => {
  const member = await forum.user()
  const [{ id }, own] = [member, { actorId: member.id }]
  const failures = Array.from({ length: 98 }, (_, minutes) => failure(id, minutes + 1))
  const ended = failure(id, 0, { kind: 'session.ended', ...own })
  const signedIn = failure(id, 200, { kind: 'sign_in.succeeded', ...own })
  const events = [ended, ended, ...failures, signedIn, failure(id, 300)]
  await forum.connection.db.insert(securityEvents).values(events)
  const { items, next } = (await member.get('/me/security-events')).body
  expect(items).toMatchObject([
    ...[{ kind: 'session.ended', count: 1 }, { kind: 'session.ended' }],
    ...[{ kind: 'sign_in.failed', count: 98, networkCount: 2, firstAt: failures[97]?.createdAt }],
    ...[{ kind: 'sign_in.succeeded' }, { kind: 'sign_in.failed', count: 1 }]
  ])
  expect([next, (await eventsOf(id)).length]).toEqual([null, 102])
})

test('a long run of failures continues on the next page, and none is lost', async () => {
  const member = await forum.user()
  const failures = Array.from({ length: 620 }, (_, minutes) => failure(member.id, minutes))
  await forum.connection.db.insert(securityEvents).values(failures)
  const first = (await member.get('/me/security-events')).body
  const second = (await member.get(`/me/security-events?cursor=${first.next}`)).body
  const counts = [...first.items, ...second.items].map(({ count }: { count: number }) => count)
  expect([counts, second.next]).toEqual([[500, 120], null])
})

test('typed names are stored nowhere', async () => {
  const typed = 'my-own-password-by-mistake'
  await openBrowser(forum).post('/sessions', { login: typed, password })
  await openBrowser(forum).post('/password-resets', { email: `${typed}@example.test` })
  await forum.settle()
  expect(await columnsWith(forum, [typed])).toEqual([])
  expect(log.join()).not.toContain(typed)
})

test('members see only their own events, without name and place of staff', async () => {
  const [staff, member, other] = [
    await forum.user({ role: 'staff' }),
    await forum.user(),
    await forum.user()
  ]
  await staff.post(`/users/${member.username}/looks`, look)
  const shown = { kind: 'look.email', by: 'staff', browser: '', network: null, reason: look.reason }
  const items = await ownEvents(member)
  expect(items).toMatchObject([shown])
  expect(JSON.stringify(items)).not.toContain(staff.username)
  expect(await ownEvents(other)).toEqual([])
  expect((await forum.guest.get('/me/security-events')).status).toBe(401)
})

type Answered = { items: { id: number; kind: string }[]; next: string | null }

test('admins read the whole log page after page; staff do not', async () => {
  const admin = await forum.user({ role: 'admin' })
  const browser = await signedIn(forum, (await makeAccount(forum)).username)
  for (let count = 0; count < 55; count += 1) await countedAs(await ownIdOf(browser))
  const first = (await admin.get('/admin/security-events')).body as Answered
  const second = (await admin.get(`/admin/security-events?cursor=${first.next}`)).body as Answered
  const ids = [...first.items, ...second.items].map(({ id }) => id)
  expect(first.items).toHaveLength(50)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.slice(0, 55)).toEqual([...ids.slice(0, 55)].sort((a, b) => b - a))
  const staff = await forum.user({ role: 'staff' })
  expect((await staff.get('/admin/security-events')).status).toBe(403)
})

const ownIdOf = async (browser: { get(path: string): Promise<{ body: { id: number } }> }) =>
  (await browser.get('/me')).body.id

const countedAs = (subjectId: number) =>
  recordSecurityEvent(from('192.0.2.1'), 'session.ended', { subjectId, actorId: subjectId })

test('the log can be filtered by group, user, network and day', async () => {
  const [admin, member] = [await forum.user({ role: 'admin' }), await forum.user()]
  await admin.put(`/users/${member.username}/role`, { role: 'staff', capabilities: ['desk'] })
  const found = async (filter: object) => {
    const query = new URLSearchParams({ user: member.username, ...filter }).toString()
    return ((await admin.get(`/admin/security-events?${query}`)).body as Answered).items
  }
  const [event] = await found({})
  expect(event).toMatchObject({
    ...{ kind: 'role.changed', actor: { id: admin.id }, subject: { id: member.id } },
    details: { from: 'member', to: 'staff', capabilities: ['desk'] }
  })
  const today = forum.now().slice(0, 10)
  for (const hit of [
    { group: 'role', network: '', from: '', to: '' },
    { network: '127.0.0.99' },
    { from: today, to: today }
  ])
    expect(await found(hit), JSON.stringify(hit)).toHaveLength(1)
  for (const miss of [{ group: 'token' }, { network: '192.0.2.0/24' }, { to: '2020-01-01' }])
    expect(await found(miss), JSON.stringify(miss)).toEqual([])
})

test('an export as CSV or NDJSON is an event, and contains no address', async () => {
  const [admin, member] = [await forum.user({ role: 'admin' }), await forum.user()]
  await admin.post(`/users/${member.username}/looks`, look)
  const take = (format: string) =>
    admin.get(`/admin/security-events/export?format=${format}&user=${member.username}`)
  const csv = (await take('csv')).text.split('\r\n')
  expect(csv[0]).toBe(
    '\uFEFFid,created_at,kind,actor_id,actor,subject_id,subject,browser,network,details,made_by'
  )
  expect(csv[1]).toContain(`look.email,${admin.id},${admin.username},${member.id}`)
  expect(csv).toHaveLength(3)
  const [line = ''] = (await take('ndjson')).text.split('\n')
  expect(JSON.parse(line)).toMatchObject({ kind: 'look.email', details: { reason: look.reason } })
  expect(csv.join() + line).not.toContain('127.0.0.1')
  const { items } = (await admin.get('/admin/security-events?group=export')).body as Answered
  expect(items.slice(0, 2)).toMatchObject([
    { kind: 'export.security_log', details: { format: 'ndjson', fields: ['user'] } },
    { kind: 'export.security_log', details: { format: 'csv', fields: ['user'] } }
  ])
})

test('a full address can be read for thirty days with a reason, as an event', async () => {
  const [admin, member] = [await forum.user({ role: 'admin' }), await forum.user()]
  const context = { ...from('203.0.113.77'), now: after(forum.now(), -29 * day) }
  await recordSecurityEvent(context, 'sign_in.failed', { subjectId: member.id, actorId: 0 })
  const [event] = await eventsOf(member.id)
  const lookAt = (reason: string) =>
    admin.post(`/admin/security-events/${event?.id}/looks`, { reason })
  expect((await lookAt('')).status).toBe(422)
  expect((await lookAt('A theft')).body).toEqual({ value: '203.0.113.77' })
  expect((await eventsOf(member.id)).at(-1)).toMatchObject({
    ...{ kind: 'look.event_address', actorId: admin.id, details: { reason: 'A theft' } }
  })
  forum.advance(2 * day)
  const later = await forum.user({ role: 'admin' })
  const late = await later.post(`/admin/security-events/${event?.id}/looks`, { reason: 'A theft' })
  expect(late.status).toBe(404)
})
