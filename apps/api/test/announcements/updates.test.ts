import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { followClock } from '@stoa/announcements'
import { announcementUpdates, type StoredHtml } from '@stoa/announcements/schema'
import { events } from '@stoa/core/schema'
import { rendererVersion } from '@stoa/threads/rendering'
import { createForum, type Forum } from '../../src/forum.ts'
import { startForum, type Client } from '../forum.ts'
import { announce, announcer } from './writing.ts'

const forum = startForum()
let node: Forum
beforeAll(async () => {
  node = await createForum(forum.settings)
})
afterAll(() => node.stop())

const minute = 60_000

/** Advances the clock; both nodes run the timed task at the same time, then effects. */
async function later(milliseconds: number) {
  forum.advance(milliseconds)
  await Promise.all([followClock(forum.context()), followClock(node.context())])
  await Promise.all([forum.settle(), node.settle()])
}

const update = async (author: Client, id: number, phase: string, body = `Now ${phase}.`) =>
  (await author.post(`/announcements/${id}/updates`, { phase, translations: { en: body } })).body
    .id as number

const kindsNotified = async (client: Client) =>
  (await client.get('/notifications')).body.items.map(({ kind }: { kind: string }) => kind)

/** A maintenance whose follower was notified. */
async function maintenance() {
  // Notifications left by other tests are sent first.
  await later(2 * minute)
  const author = await announcer(forum)
  const follower = await forum.user()
  await follower.put('/announcements/followed-types/maintenance')
  const id = await announce(author, { type: 'maintenance' })
  await later(2 * minute)
  return { author, follower, id }
}

test('followers are notified of an update once, two minutes later, on several nodes', async () => {
  const { author, follower, id } = await maintenance()
  await update(author, id, 'started')
  await later(minute)
  expect(await kindsNotified(follower)).toEqual(['announcement'])
  await later(minute)
  await later(minute)
  expect(await kindsNotified(follower)).toEqual(['announcement_update', 'announcement'])
})

test('an update’s notification can be stopped until then; stopping twice is harmless', async () => {
  const { author, follower, id } = await maintenance()
  const [first, second] = [
    await update(author, id, 'started'),
    await update(author, id, 'finished')
  ]
  const path = `/announcements/${id}/updates/${first}/notification`
  const stranger = await forum.user({ role: 'staff' })
  expect((await stranger.delete(path)).status).toBe(403)
  const stops = await Promise.all([1, 2, 3].map(() => author.delete(path)))
  expect(stops.map(({ status }) => status)).toEqual([204, 204, 204])
  await later(2 * minute)
  expect(await kindsNotified(follower)).toEqual(['announcement_update', 'announcement'])
  const late = await author.delete(`/announcements/${id}/updates/${second}/notification`)
  expect(late).toMatchObject({ status: 409, body: { code: 'announcement_notified' } })
})

test('stopping at the very moment either succeeds or is refused as too late', async () => {
  const { author, id } = await maintenance()
  const updateId = await update(author, id, 'started')
  forum.advance(2 * minute)
  const [stopped] = await Promise.all([
    author.delete(`/announcements/${id}/updates/${updateId}/notification`),
    followClock(forum.context()),
    followClock(node.context())
  ])
  const due = await forum.connection.db
    .select({ id: events.id })
    .from(events)
    .where(
      and(
        eq(events.type, 'announcement.update_due'),
        sql`${events.payload} ->> 'updateId' = ${String(updateId)}`
      )
    )
  expect(due.length).toBe(stopped.status === 204 ? 0 : 1)
})

test('after a withdrawal only the correction is notified, which can be stopped', async () => {
  const { author, follower, id } = await maintenance()
  await update(author, id, 'started')
  const correction = { en: 'It is next week.' }
  await author.post(`/announcements/${id}/withdrawal`, { correction })
  expect((await author.get(`/announcements/${id}`)).body.can.stopNotifying).toBe(true)
  await author.delete(`/announcements/${id}/notification`)
  await later(3 * minute)
  expect(await kindsNotified(follower)).toEqual(['announcement'])
})

test('an update is reworded at once, and the history has the old wording', async () => {
  const { author, id } = await maintenance()
  const updateId = await update(author, id, 'started', 'It takes two hours.')
  const path = `/announcements/${id}/updates/${updateId}`
  const translations = { en: 'It takes three hours.' }
  expect((await author.patch(path, { translations })).body).toEqual({ pending: false, outside: [] })
  await author.patch(path, { translations })
  expect((await author.get(`${path}/source`)).body.bodies).toEqual(translations)
  const { updates } = (await forum.guest.get(`/announcements/${id}`)).body
  expect(updates[0]).toMatchObject({ phase: 'started', notifyAt: null })
  expect(updates[0].html).toContain('three')
  const before = async (client: Client) =>
    (await client.get(`/announcements/${id}/revisions`)).body.updates
  const texts = [{ language: 'en', body: 'It takes two hours.' }]
  const html = '<p>It takes three hours.</p>\n'
  const next = [{ body: 'It takes three hours.', html }]
  expect(await before(forum.guest)).toMatchObject([{ phase: 'started', author: null, texts, next }])
  expect(await before(author)).toMatchObject([{ author: { username: author.username } }])
  const signed = (await forum.guest.get(`/announcements/${id}/signed`)).body.document
  expect(signed.updates).toMatchObject([{ bodies: translations }])
})

test('writers see who wrote an update, and what runs is in the team view', async () => {
  const { author, id } = await maintenance()
  await update(author, id, 'started')
  const shown = async (client: Client) => (await client.get(`/announcements/${id}`)).body
  expect((await shown(author)).updates[0].author.username).toBe(author.username)
  expect((await shown(forum.guest)).updates[0].author).toBeNull()
  const incident = await announce(author, { type: 'incident' })
  const running = async () =>
    (await author.get('/announcements/work')).body.running.map((row: { id: number }) => row.id)
  expect(await running()).toContain(incident)
  await update(author, incident, 'resolved')
  expect(await running()).not.toContain(incident)
})

test('an update is shown as it was rendered, and anew only after a new renderer', async () => {
  const author = await announcer(forum)
  const id = await announce(author, { type: 'incident' })
  const updateId = await update(author, id, 'identified', '**Found.**')
  const { db } = forum.connection
  const ofIt = eq(announcementUpdates.id, updateId)
  const shown = async () => (await forum.guest.get(`/announcements/${id}`)).body.updates[0].html
  const [stored] = await db.select().from(announcementUpdates).where(ofIt)
  expect(stored?.html?.html.en).toContain('<strong>Found.</strong>')
  const store = (html: StoredHtml) => db.update(announcementUpdates).set({ html }).where(ofIt)
  await store({ version: rendererVersion, html: { en: '<p>Stored</p>' } })
  expect(await shown()).toBe('<p>Stored</p>')
  await store({ version: rendererVersion - 1, html: { en: '<p>Stored</p>' } })
  expect(await shown()).toContain('<strong>Found.</strong>')
})

test('the author of an update cannot approve another wording of it', async () => {
  const { author, id } = await maintenance()
  const other = await announcer(forum)
  const updateId = await update(author, id, 'started')
  const translations = { en: 'See https://partner.example/one' }
  await other.patch(`/announcements/${id}/updates/${updateId}`, { translations })
  const [proposal] = (await author.get(`/announcements/${id}`)).body.proposals
  expect(proposal.mayApprove).toBe(false)
  const { revision } = proposal.snapshot
  const path = `/announcements/${id}/proposals/${proposal.id}/approval`
  expect((await author.post(path, { revision })).body.code).toBe('second_person_needed')
  expect((await (await announcer(forum)).post(path, { revision })).status).toBe(204)
})

test('a wording that leads elsewhere waits, and writers see who decided', async () => {
  const { author, id } = await maintenance()
  const other = await announcer(forum)
  const updateId = await update(author, id, 'started')
  const reword = (en: string) =>
    author.patch(`/announcements/${id}/updates/${updateId}`, { translations: { en } })
  expect((await reword('See https://partner.example/one')).body.pending).toBe(true)
  await reword('See https://partner.example/two')
  const { proposals } = (await other.get(`/announcements/${id}`)).body
  expect(proposals).toMatchObject([{ updateId }, { updateId }])
  const { revision } = proposals[0].snapshot
  await other.post(`/announcements/${id}/proposals/${proposals[0].id}/approval`, { revision })
  await other.delete(`/announcements/${id}/proposals/${proposals[1].id}`)
  const { updates } = (await forum.guest.get(`/announcements/${id}`)).body
  expect(updates.length).toBe(1)
  expect(updates[0].html).toContain('partner.example/one')
  const decided = async (client: Client) =>
    (await client.get(`/announcements/${id}/revisions`)).body.proposals
  const by = { username: author.username }
  const decidedBy = { username: other.username }
  expect(await decided(author)).toMatchObject([
    { outcome: 'discarded', by, decidedBy },
    { outcome: 'approved', by, decidedBy }
  ])
  expect(await decided(forum.guest)).toEqual([])
})
