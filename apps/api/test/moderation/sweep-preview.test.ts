import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { users } from '@stoa/accounts/schema'
import { posts } from '@stoa/threads/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { reportByThree } from './reporting.ts'

const forum = startForum()
const spam = { reason: 'spam' }
const people = (client: Pick<Client, 'username'>) => `/users/${client.username}`

async function spammed(places = 2) {
  const categoryIds = await Promise.all(Array.from({ length: places }, () => forum.category()))
  const volunteer = await forum.user({ role: 'volunteer', moderates: categoryIds })
  const spammer = await forum.user()
  const made = []
  for (const categoryId of categoryIds) made.push(await createThread(spammer, categoryId))
  await setTrust(spammer, 'new')
  return { categoryIds, volunteer, spammer, made }
}

const setTrust = ({ id }: Client, trust: 'new' | 'basic') =>
  forum.connection.db.update(users).set({ trust }).where(eq(users.id, id))

const preview = async (by: Client, of: Client) =>
  (await by.get(`${people(of)}/sweeps/preview`)).body
const sweep = (by: Client, of: Client, revision?: string) =>
  by.post(`${people(of)}/sweeps`, { ...spam, revision })
const statusOf = async ({ id }: { id: number }) => (await forum.guest.get(`/threads/${id}`)).status

test('the preview counts what a moderator may hide; others and equals are refused', async () => {
  const { categoryIds, volunteer, spammer } = await spammed(3)
  const one = await forum.user({ role: 'volunteer', moderates: categoryIds.slice(0, 1) })
  const all = { posts: 3, categories: 3, silenceHours: 24, more: false, sweepId: null }
  expect(await preview(volunteer, spammer)).toMatchObject(all)
  expect(await preview(one, spammer)).toMatchObject({ posts: 1, categories: 1 })
  expect((await preview(await forum.user(), spammer)).code).toBe('forbidden')
  expect((await preview(volunteer, one)).code).toBe('only_new_members')
  const lead = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  const equal = await forum.user({ role: 'staff' })
  await forum.user({ role: 'admin' })
  expect((await preview(lead, equal)).code).toBe('role_not_below')
  expect((await sweep(lead, equal)).body.code).toBe('role_not_below')
})

test('a sweep does exactly what its preview said, for a day, and else says so', async () => {
  const { categoryIds, volunteer, spammer } = await spammed()
  const { revision } = await preview(volunteer, spammer)
  await setTrust(spammer, 'basic')
  const late = await createThread(spammer, categoryIds[0]!)
  await setTrust(spammer, 'new')
  const refused = await sweep(volunteer, spammer, revision)
  expect([refused.status, refused.body.code]).toEqual([409, 'sweep_changed'])
  expect(await statusOf(late)).toBe(200)
  const now = await preview(volunteer, spammer)
  const done = await sweep(volunteer, spammer, now.revision)
  expect(done.body).toMatchObject({ hidden: 3, left: 0 })
  const { silencedUntil } = (await spammer.get('/me')).body
  const hours = (Date.parse(silencedUntil) - Date.parse(forum.now())) / 3600_000
  expect(hours).toBeCloseTo(24, 1)
  expect((await sweep(volunteer, spammer, now.revision)).body).toMatchObject({ hidden: 0 })
})

test('posts where a volunteer does not moderate go to the queue, once, and are counted', async () => {
  const { categoryIds, spammer, made } = await spammed(3)
  const [here, ...elsewhere] = categoryIds
  const volunteer = await forum.user({ role: 'volunteer', moderates: [here!] })
  const staff = await forum.user({ role: 'staff' })
  const listed = async (by: Client) => {
    const { items } = (await by.get('/moderation/queue')).body
    return items.filter((one: any) => one.row.author?.id === spammer.id && one.row.post)
  }
  expect(await preview(volunteer, spammer)).toMatchObject({ posts: 1, elsewhere: 2 })
  const done = await sweep(volunteer, spammer)
  expect(done.body).toMatchObject({ hidden: 1, referred: 2 })
  expect(await preview(volunteer, spammer)).toMatchObject({ posts: 0, elsewhere: 0 })
  const threads = (await listed(staff)).map((one: any) => one.row.post.threadId)
  expect(threads.sort()).toEqual([made[1]!.id, made[2]!.id].sort())
  const there = await forum.user({ role: 'volunteer', moderates: elsewhere.slice(0, 1) })
  expect(await listed(there)).toHaveLength(1)
  expect(await listed(volunteer)).toEqual([])
  expect((await sweep(staff, spammer)).body).toMatchObject({ hidden: 2, referred: 0 })
})

test('two moderators who press at once sweep once and are both told', async () => {
  const { volunteer, spammer } = await spammed()
  const lead = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  const [one, other] = await Promise.all([preview(volunteer, spammer), preview(lead, spammer)])
  const answers = await Promise.all([
    sweep(volunteer, spammer, one.revision),
    sweep(lead, spammer, other.revision)
  ])
  expect(answers.map(({ status }) => status)).toEqual([201, 201])
  expect(answers.reduce((sum, { body }) => sum + body.hidden, 0)).toBe(2)
  expect((await lead.get(`${people(spammer)}/sanctions`)).body.sanctions).toHaveLength(1)
})

test('a sweep counts once against the brake on hides, and is stopped by it', async () => {
  const { volunteer, spammer, categoryIds } = await spammed()
  const author = await forum.user({ trust: 'trusted' })
  const thread = await createThread(author, categoryIds[0]!)
  const hideOne = async () => {
    const { id } = await reply(author, thread.id)
    return (await volunteer.post(`/posts/${id}/hiding`, spam)).status
  }
  for (let count = 0; count < 29; count += 1) expect(await hideOne()).toBe(204)
  expect((await sweep(volunteer, spammer)).body.hidden).toBe(2)
  expect(await hideOne()).toBe(429)
  const next = await forum.user()
  const own = await createThread(next, categoryIds[0]!)
  await setTrust(next, 'new')
  expect((await sweep(volunteer, next)).status).toBe(429)
  expect(await statusOf(own)).toBe(200)
  expect((await next.get('/me')).body.silencedUntil).toBeNull()
})

test('undoing gives back what the sweep took, not what was hidden before or since', async () => {
  const { volunteer, spammer, made } = await spammed(4)
  const [before, since, byReports] = made.map(({ postId }) => postId)
  const reporter = await forum.user({ trust: 'trusted' })
  await volunteer.post(`/posts/${before}/hiding`, spam)
  await reportByThree(forum, byReports ?? 0, 'scam')
  await reporter.post(`${people(spammer)}/reports`, { reason: 'impersonation' })
  await forum.settle()
  const { id } = (await sweep(volunteer, spammer)).body
  const cases = async () => (await volunteer.get('/moderation/cases')).body.items as object[]
  expect(await cases()).toEqual([])
  const lead = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  await lead.delete(`/posts/${since}/hiding`)
  await lead.post(`/posts/${since}/hiding`, spam)
  expect((await volunteer.post(`${people(spammer)}/sweeps/${id}/undo`)).status).toBe(204)
  expect(await Promise.all(made.map(statusOf))).toEqual([404, 404, 404, 200])
  expect(await cases()).toMatchObject([
    { kind: 'post', post: { id: byReports, autoHidden: true } },
    { kind: 'user', author: { username: spammer.username } }
  ])
})

test('a sweep leaves out official posts of former staff, as only admins hide them', async () => {
  const { categoryIds, volunteer, spammer, made } = await spammed()
  await forum.user({ role: 'admin' })
  const isIt = eq(posts.id, made[0]!.postId)
  await forum.connection.db.update(posts).set({ official: true }).where(isIt)
  const { revision, posts: count } = await preview(volunteer, spammer)
  expect([count, categoryIds.length]).toEqual([1, 2])
  expect((await sweep(volunteer, spammer, revision)).body).toMatchObject({ hidden: 1, left: 0 })
  expect(await Promise.all(made.map(statusOf))).toEqual([200, 404])
})
