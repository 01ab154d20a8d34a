import { afterAll, beforeAll, expect, test } from 'vitest'
import { followClock } from '@stoa/announcements'
import { after } from '@stoa/core'
import { events } from '@stoa/core/schema'
import { and, eq, sql } from 'drizzle-orm'
import { createForum, type Forum } from '../../src/forum.ts'
import { startForum } from '../forum.ts'
import { announce, announcer, draft, publish, words } from './writing.ts'

const forum = startForum()
let node: Forum
beforeAll(async () => {
  node = await createForum(forum.settings)
})
afterAll(() => node.stop())

const hour = 3600_000
const minute = 60_000

/** Both nodes run the timed task at the same time, three times. */
async function bothLook() {
  for (let round = 0; round < 3; round += 1)
    await Promise.all([followClock(forum.context()), followClock(node.context())])
}

async function emitted(type: string, id: number): Promise<number> {
  const rows = await forum.connection.db
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.type, type), sql`${events.payload} ->> 'announcementId' = ${String(id)}`))
  return rows.length
}

async function twoMinutesLater() {
  forum.advance(2 * minute)
  await bothLook()
  await Promise.all([forum.settle(), node.settle()])
}

const stateOf = async (id: number) =>
  (await forum.guest.get(`/announcements/${id}`)).body.announcement?.state

test('a scheduled announcement is published once and expires once, on several nodes', async () => {
  const author = await announcer(forum)
  const publishAt = after(forum.now(), hour)
  const expiresAt = after(forum.now(), 3 * hour)
  const id = await draft(author, { publishAt, expiresAt })
  const sent = await publish(author, id)
  expect(sent.body).toEqual({ state: 'scheduled' })
  await bothLook()
  expect((await forum.guest.get(`/announcements/${id}`)).status).toBe(404)
  forum.advance(hour + minute)
  await bothLook()
  expect(await stateOf(id)).toBe('published')
  expect(await emitted('announcement.published', id)).toBe(1)
  forum.advance(2 * hour)
  expect(await stateOf(id)).toBe('expired')
  await bothLook()
  expect(await emitted('announcement.expired', id)).toBe(1)
  expect(await emitted('announcement.due', id)).toBe(1)
})

test('followers of a type are notified once, two minutes later, by e-mail and inbox', async () => {
  const author = await announcer(forum)
  const follower = await forum.user()
  const stranger = await forum.user()
  await follower.put('/announcements/followed-types/feature')
  const id = await announce(author, { type: 'feature' })
  await bothLook()
  await forum.settle()
  expect((await follower.get('/notifications')).body.items).toEqual([])
  await twoMinutesLater()
  const { items } = (await follower.get('/notifications')).body
  expect(items).toMatchObject([{ kind: 'announcement', title: words.en.title, actor: null }])
  expect(items[0].url).toContain(`/announcements/${id}/`)
  expect((await stranger.get('/notifications')).body.items).toEqual([])
})

test('the notification can be stopped in those two minutes, not afterwards', async () => {
  const author = await announcer(forum)
  const follower = await forum.user()
  await follower.put('/announcements/followed-types/info')
  const id = await announce(author)
  expect((await author.delete(`/announcements/${id}/notification`)).status).toBe(204)
  forum.advance(3 * minute)
  await bothLook()
  await forum.settle()
  expect((await follower.get('/notifications')).body.items).toEqual([])
  const told = await announce(author)
  forum.advance(3 * minute)
  await bothLook()
  const late = await author.delete(`/announcements/${told}/notification`)
  expect(late).toMatchObject({ status: 409, body: { code: 'announcement_notified' } })
})

test('a correction reaches those who were notified, and the text is withdrawn', async () => {
  const author = await announcer(forum)
  const told = await forum.user()
  await told.put('/announcements/followed-types/maintenance')
  const id = await announce(author, { type: 'maintenance' })
  forum.advance(3 * minute)
  await bothLook()
  await forum.settle()
  await told.delete('/announcements/followed-types/maintenance')
  const late = await forum.user()
  await late.put('/announcements/followed-types/maintenance')
  const correction = { en: 'It is on Sunday, not on Saturday.' }
  expect((await author.post(`/announcements/${id}/withdrawal`, { correction })).status).toBe(200)
  await forum.settle()
  expect((await told.get('/notifications')).body.items.length).toBe(1)
  await twoMinutesLater()
  const kinds = (await told.get('/notifications')).body.items.map(
    ({ kind }: { kind: string }) => kind
  )
  expect(kinds).toEqual(['announcement_withdrawn', 'announcement'])
  expect((await late.get('/notifications')).body.items).toEqual([])
  const { announcement } = (await forum.guest.get(`/announcements/${id}`)).body
  expect(announcement).toMatchObject({ state: 'withdrawn', html: '', active: false })
  expect(announcement.correction.html).toContain('Sunday')
  expect((await forum.guest.get(`/announcements/${id}/revisions`)).body.items).toEqual([])
})

test('a schedule is in its writer’s time zone, even across a clock change', async () => {
  const author = await forum.user({
    ...{ role: 'staff', capabilities: ['announcements'], timeZone: 'America/New_York' }
  })
  // In this night New York changes from UTC−5 to UTC−4.
  const id = await draft(author, { publishAt: '2027-03-14T01:59', expiresAt: '2027-03-14T03:01' })
  const { content } = (await author.get(`/announcements/${id}/source`)).body
  expect(content).toMatchObject({
    publishAt: '2027-03-14T06:59:00.000Z',
    expiresAt: '2027-03-14T07:01:00.000Z'
  })
  await publish(author, id)
  forum.advance(Date.parse('2027-03-14T06:58:30.000Z') - Date.parse(forum.now()))
  await bothLook()
  expect(await stateOf(id)).toBeUndefined()
  forum.advance(minute)
  await bothLook()
  expect(await stateOf(id)).toBe('published')
  forum.advance(2 * minute)
  await bothLook()
  expect(await stateOf(id)).toBe('expired')
})
