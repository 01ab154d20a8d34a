import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { users } from '@stoa/accounts/schema'
import { after } from '@stoa/core'
import { posts, threads } from '@stoa/threads/schema'
import { startForum, type Client } from '../forum.ts'
import { approvePost, createThread, reply } from '../posting.ts'

const forum = startForum()
const minute = 60_000
const spam = { reason: 'spam' }

async function spammed(count = 3) {
  const categoryId = await forum.category()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const spammer = await forum.user()
  const victim = await createThread(await forum.user(), categoryId)
  const thread = await createThread(spammer, categoryId)
  for (let made = 1; made < count; made += 1) await reply(spammer, victim.id)
  // Set last, as new members may post only little.
  await setTrust(spammer, 'new')
  return { categoryId, volunteer, spammer, victim, thread }
}

async function setTrust({ id }: Client, trust: 'new' | 'basic') {
  await forum.connection.db.update(users).set({ trust }).where(eq(users.id, id))
}

const sweep = (by: Client, who: Client) => by.post(`/users/${who.username}/sweeps`, spam)
const statesOf = async (threadId: number) => {
  const { posts } = (await forum.guest.get(`/threads/${threadId}`)).body
  return posts.map(({ state }: { state: string }) => state)
}

test('a sweep hides all posts of a spammer and silences them, and is undone as one', async () => {
  const { volunteer, spammer, victim, thread } = await spammed()
  const { status, body } = await sweep(volunteer, spammer)
  expect({ status, body }).toMatchObject({ status: 201, body: { hidden: 3, left: 0 } })
  expect(await statesOf(victim.id)).toEqual(['visible', 'hidden', 'hidden'])
  expect((await forum.guest.get(`/threads/${thread.id}`)).status).toBe(404)
  expect((await spammer.get('/me')).body.silencedUntil).toEqual(expect.any(String))
  const path = `/users/${spammer.username}/sweeps/${body.id}/undo`
  expect((await (await forum.user()).post(path)).status).toBe(403)
  const undone = await Promise.all([volunteer.post(path), volunteer.post(path)])
  expect(undone.map(({ status }) => status).sort()).toEqual([204, 409])
  expect(await statesOf(victim.id)).toEqual(['visible', 'visible', 'visible'])
  expect((await forum.guest.get(`/threads/${thread.id}`)).status).toBe(200)
  expect((await spammer.get('/me')).body.silencedUntil).toBeNull()
  await forum.settle()
  const { items } = (await spammer.get('/notifications')).body
  const told = items.map(({ detail }: { detail: { action: string } | null }) => detail?.action)
  expect(told.filter(Boolean)).toEqual(['lifted', 'silenced'])
})

test('a sweep can be undone by its moderator for a day, later by the duty alone', async () => {
  const { volunteer, spammer } = await spammed()
  const other = await forum.user({ role: 'staff' })
  const { id } = (await sweep(volunteer, spammer)).body
  const listed = async (client = volunteer) =>
    (await client.get('/moderation/undoable')).body.items as object[]
  const { username } = spammer
  expect(await listed()).toMatchObject([{ kind: 'swept', sweepId: id, count: 3, username }])
  expect(await listed(other)).toEqual([])
  await volunteer.post(`/users/${username}/sweeps/${id}/undo`)
  expect(await listed()).toEqual([])
  await sweep(volunteer, spammer)
  expect(await listed()).toHaveLength(1)
  const [{ sweepId, until }] = (await volunteer.get('/moderation/undoable')).body.items
  expect(Date.parse(until) - Date.parse(forum.now())).toBeGreaterThan((24 * 60 - 1) * minute)
  forum.advance(24 * 60 * minute)
  expect(await listed()).toEqual([])
  const path = `/users/${username}/sweeps/${sweepId}/undo`
  expect((await volunteer.post(path)).body.code).toBe('capability_missing')
  const lead = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  expect((await lead.post(path)).status).toBe(204)
})

test('two moderators’ sweeps are undone separately, each by its moderator', async () => {
  const { volunteer, spammer, thread } = await spammed()
  const elsewhere = await forum.category()
  const other = await forum.user({ role: 'volunteer', moderates: [elsewhere] })
  await setTrust(spammer, 'basic')
  const there = await createThread(spammer, elsewhere)
  await setTrust(spammer, 'new')
  const first = (await sweep(volunteer, spammer)).body
  forum.advance(8 * minute)
  const second = (await sweep(other, spammer)).body
  forum.advance(8 * minute)
  const listed = (await other.get('/moderation/undoable')).body.items
  expect(listed).toMatchObject([{ kind: 'swept', sweepId: second.id, count: 1 }])
  const path = (id: number) => `/users/${spammer.username}/sweeps/${id}/undo`
  expect((await other.post(path(first.id))).status).toBe(403)
  expect((await volunteer.post(path(first.id))).status).toBe(204)
  const statusOf = async ({ id }: { id: number }) =>
    (await forum.guest.get(`/threads/${id}`)).status
  expect([await statusOf(thread), await statusOf(there)]).toEqual([200, 404])
  expect((await spammer.get('/me')).body.silencedUntil).toEqual(expect.any(String))
  expect((await other.post(path(second.id))).status).toBe(204)
  expect(await statusOf(there)).toBe(200)
  expect((await spammer.get('/me')).body.silencedUntil).toBeNull()
})

test('the day for undoing a sweep starts with its last batch', async () => {
  const { categoryId, volunteer, spammer } = await spammed()
  const { id } = (await sweep(volunteer, spammer)).body
  forum.advance(8 * minute)
  const { postId } = await createThread(await forum.user(), categoryId)
  await forum.connection.db.update(posts).set({ authorId: spammer.id }).where(eq(posts.id, postId))
  expect((await sweep(volunteer, spammer)).body).toMatchObject({ id, hidden: 1 })
  forum.advance(8 * minute)
  const listed = (await volunteer.get('/moderation/undoable')).body.items
  expect(listed).toMatchObject([{ kind: 'swept', sweepId: id, count: 4 }])
  const left = Date.parse(listed[0].until) - Date.parse(forum.now())
  expect(left).toBeGreaterThan((24 * 60 - 10) * minute)
})

test('a post moved elsewhere does not keep the rest of a sweep hidden', async () => {
  const { volunteer, spammer, victim, thread } = await spammed()
  const { id } = (await sweep(volunteer, spammer)).body
  const categoryId = await forum.category()
  await forum.connection.db.update(threads).set({ categoryId }).where(eq(threads.id, thread.id))
  const undone = await volunteer.post(`/users/${spammer.username}/sweeps/${id}/undo`)
  expect(undone.status).toBe(204)
  expect(await statesOf(victim.id)).toEqual(['visible', 'visible', 'visible'])
})

test('two concurrent sweeps act once', async () => {
  const { volunteer, spammer, victim } = await spammed()
  const staff = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  const answers = await Promise.all([sweep(volunteer, spammer), sweep(staff, spammer)])
  expect(answers.map(({ status }) => status)).toEqual([201, 201])
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  expect(answers.reduce((sum, { body }) => sum + body.hidden, 0)).toBe(3)
  const record = (await staff.get(`/users/${spammer.username}/sanctions`)).body
  expect(record.sanctions).toHaveLength(1)
  expect(await statesOf(victim.id)).toEqual(['visible', 'hidden', 'hidden'])
})

test('volunteers sweep new members only, where they moderate', async () => {
  const { volunteer, spammer } = await spammed(1)
  const elsewhere = await createThread(await forum.user(), await forum.category())
  const member = await forum.user()
  expect((await sweep(volunteer, member)).body.code).toBe('only_new_members')
  await sweep(volunteer, spammer)
  expect((await forum.guest.get(`/threads/${elsewhere.id}`)).status).toBe(200)
})

test('approvals, decided reports, moves and pins of one moderator are undone as well', async () => {
  const approving = await forum.category({ rule: 'approve_first' })
  const open = await forum.category({ slug: 'where-it-was' })
  const rogue = await forum.user({ role: 'volunteer', moderates: [approving, open] })
  const staff = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  const since = after(forum.now(), -3600_000)
  const asked = await createThread(await forum.user(), approving)
  await approvePost(rogue, asked.postId)
  const thread = await createThread(await forum.user(), open)
  await (await forum.user()).post(`/posts/${thread.postId}/reports`, { reason: 'scam' })
  const casesOf = async () =>
    (await staff.get('/moderation/cases')).body.items.filter(
      ({ post }: { post: { id: number } }) => post.id === thread.postId
    )
  const [found] = await casesOf()
  await rogue.post(`/moderation/cases/${found.id}/resolution`, { outcome: 'dismiss' })
  await rogue.put(`/threads/${thread.id}/pin`, {
    scope: 'category',
    until: after(since, 7200_000 * 12)
  })
  await rogue.patch(`/threads/${thread.id}`, { categoryId: approving })
  const path = `/users/${rogue.username}/reversal`
  expect((await staff.post(path, { since })).body).toMatchObject({ undone: 4, kept: 0, left: 0 })
  expect((await forum.guest.get(`/threads/${asked.id}`)).status).toBe(404)
  expect((await casesOf()).map(({ id }: { id: number }) => id)).toEqual([found.id])
  const shown = (await forum.guest.get(`/threads/${thread.id}`)).body.thread
  expect(shown.category.id).toBe(open)
  expect((await forum.guest.get('/threads?category=where-it-was')).body.pinned).toEqual([])
  expect((await staff.post(path, { since })).body).toMatchObject({ undone: 0, left: 0 })
})

test('staff undo a moderator’s acts since a time; a repeat changes nothing', async () => {
  const { volunteer, spammer, victim, categoryId } = await spammed()
  const staff = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  const since = after(forum.now(), -3600_000)
  await sweep(volunteer, spammer)
  const closed = await createThread(await forum.user(), categoryId)
  await volunteer.put(`/threads/${closed.id}/closing`, { reason: 'other' })
  const path = `/users/${volunteer.username}/reversal`
  const plain = await forum.user({ role: 'staff' })
  expect((await plain.post(path, { since })).body.code).toBe('capability_missing')
  expect((await staff.post(path, { since })).body).toMatchObject({ undone: 5, kept: 0, left: 0 })
  expect(await statesOf(victim.id)).toEqual(['visible', 'visible', 'visible'])
  expect((await forum.guest.get(`/threads/${closed.id}`)).body.thread.closed).toBe(false)
  expect((await staff.post(path, { since })).body).toMatchObject({ undone: 0, left: 0 })
})
