import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { countUnknownSignIn, maintainSecurityLog, recordUnknownSignIns } from '@stoa/accounts'
import { securityEventAddresses, securityEvents } from '@stoa/accounts/schema'
import { after } from '@stoa/core'
import { startForum } from '../forum.ts'
import { keepLog } from '../walks/logs.ts'

const forum = startForum()
const log = keepLog(forum)
const day = 24 * 3600_000

/** A context as of a request from this address. */
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

test('an event holds the network and the browser, and its line ids and the kind', async () => {
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

test('nobody changes or removes what the log says, in any of its partitions', async () => {
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

test('months over 400 days old are dropped, younger ones and coming ones are there', async () => {
  const { id } = await forum.user()
  for (const days of [10, 390, 440]) await addOld(id, days)
  await maintainSecurityLog(forum.context())
  const kept = (await eventsOf(id)).map(({ createdAt }) => createdAt.slice(0, 10))
  expect(kept).toEqual([10, 390].map((days) => after(forum.now(), -days * day).slice(0, 10)))
  const months = [0, 35].map((days) =>
    after(forum.now(), days * day)
      .slice(0, 7)
      .replace('-', '_')
  )
  for (const month of months) expect(await partitions()).toContain(`security_events_${month}`)
})

test('who calls it with a later time drops nothing more', async () => {
  const { id } = await forum.user()
  await addOld(id, 1)
  await maintainSecurityLog({ ...forum.context(), now: after(forum.now(), 500 * day) })
  await maintainSecurityLog(forum.context())
  expect(await eventsOf(id)).toHaveLength(1)
})

test('the full address is gone after thirty days', async () => {
  const [staff, member] = [await forum.user({ role: 'staff' }), await forum.user()]
  await staff.post(`/users/${member.username}/looks`, look)
  const [event] = await eventsOf(member.id)
  const stored = () =>
    forum.connection.db
      .select()
      .from(securityEventAddresses)
      .where(eq(securityEventAddresses.eventId, event?.id ?? 0))
  expect((await stored())[0]?.sealed).not.toContain('127.0.0.1')
  await maintainSecurityLog({ ...forum.context(), now: after(forum.now(), 29 * day) })
  expect(await stored()).toHaveLength(1)
  await maintainSecurityLog({ ...forum.context(), now: after(forum.now(), 31 * day) })
  expect(await stored()).toHaveLength(0)
})

test('failures under unknown names become one event a minute and network', async () => {
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
