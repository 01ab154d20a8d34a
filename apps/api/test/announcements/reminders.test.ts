import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { followClock } from '@stoa/announcements'
import { after } from '@stoa/core'
import { notifications } from '@stoa/notifications/schema'
import { startForum, type Client } from '../forum.ts'
import { announce, announcer } from './writing.ts'

const forum = startForum()
const hour = 3600_000

/** Advances the clock by hours, and two nodes run the timed task at the same time. */
async function later(hours: number) {
  forum.advance(hours * hour)
  await Promise.all([followClock(forum.context()), followClock(forum.context())])
  await forum.settle()
}

const bannersOf = async (client: Client) => (await client.get('/me')).body.banners
const phaseOf = async (id: number) =>
  (await forum.guest.get(`/announcements/${id}`)).body.announcement.phase

/** Read from the database, because sessions of staff expire meanwhile. */
const remindersOf = ({ id }: Client, announcementId: number) =>
  forum.connection.db.$count(
    notifications,
    and(
      ...[eq(notifications.userId, id), eq(notifications.announcementId, announcementId)],
      eq(notifications.kind, 'announcement_reminder')
    )
  )

test('a maintenance follows its window and leaves the banners at its end', async () => {
  const [startsAt, endsAt] = [after(forum.now(), 2 * hour), after(forum.now(), 4 * hour)]
  const values = { type: 'maintenance', severity: 'critical', startsAt, endsAt }
  const id = await announce(await announcer(forum), values)
  expect([await phaseOf(id), (await bannersOf(forum.guest)).length]).toEqual(['planned', 1])
  await later(2)
  expect([await phaseOf(id), (await bannersOf(forum.guest)).length]).toEqual(['started', 1])
  await later(2)
  expect([await phaseOf(id), (await bannersOf(forum.guest)).length]).toEqual(['unconfirmed', 0])
  await later(400 * 24)
  expect([await phaseOf(id), (await bannersOf(forum.guest)).length]).toEqual(['unconfirmed', 0])
})

test('writer and staff on call are reminded once at start, end and daily', async () => {
  const [author, onCall] = [
    await announcer(forum),
    await forum.user({ role: 'staff', capabilities: ['moderation'] })
  ]
  const member = await forum.user()
  const [startsAt, endsAt] = [after(forum.now(), 2 * hour), after(forum.now(), 4 * hour)]
  const id = await announce(author, { type: 'maintenance', startsAt, endsAt })
  const told: number[] = []
  for (const hours of [1, 1, 2, 1, 23, 24]) {
    await later(hours)
    told.push(await remindersOf(author, id))
  }
  expect(told).toEqual([0, 1, 2, 2, 3, 4])
  expect([await remindersOf(onCall, id), await remindersOf(member, id)]).toEqual([4, 0])
  const writer = await announcer(forum)
  await writer.post(`/announcements/${id}/updates`, {
    ...{ phase: 'finished', translations: { en: 'It is done.' } }
  })
  await later(48)
  expect(await remindersOf(author, id)).toBe(4)
})

test('an incident is folded after a day without news, and once resolved', async () => {
  const author = await announcer(forum)
  const id = await announce(author, { type: 'incident', severity: 'critical' })
  const foldedSince = async () =>
    (await bannersOf(forum.guest)).find((banner: { id: number }) => banner.id === id).foldedSince
  expect(await foldedSince()).toBe(null)
  await later(24)
  expect(await foldedSince()).toEqual(expect.any(String))
  expect(await remindersOf(author, id)).toBe(1)
  const report = async (phase: string) =>
    (await announcer(forum)).post(`/announcements/${id}/updates`, {
      ...{ phase, translations: { en: 'We know why.' } }
    })
  await report('identified')
  expect(await foldedSince()).toBe(null)
  await report('resolved')
  expect(await foldedSince()).toEqual(expect.any(String))
})

test('an update that waits for a second person is no news of an incident', async () => {
  const author = await announcer(forum)
  const id = await announce(author, { type: 'incident', severity: 'critical' })
  const published = (await forum.guest.get(`/announcements/${id}`)).body.announcement.changedAt
  await later(12)
  const words = { en: { title: 'Withdrawals wait', body: 'See https://elsewhere.example' } }
  const change = { type: 'incident', severity: 'critical', translations: words }
  const saved = await (await announcer(forum)).patch(`/announcements/${id}`, change)
  expect(saved.body.pending).toBe(true)
  await later(12)
  const banner = (await bannersOf(forum.guest)).find((one: { id: number }) => one.id === id)
  expect(banner.foldedSince).toBe(published)
  expect(await remindersOf(author, id)).toBe(1)
})
