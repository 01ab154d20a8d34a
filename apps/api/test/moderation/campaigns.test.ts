import { createHash } from 'node:crypto'
import { actions, campaignPosts } from '@stoa/moderation/schema'
import { minhashSignatures } from '@stoa/safety/schema'
import { posts } from '@stoa/threads/schema'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { release, toRelease } from './releasing.ts'

const forum = startForum()
let here: number
let elsewhere: number
let volunteer: Client
let staff: Client

beforeAll(async () => {
  here = await forum.category()
  elsewhere = await forum.category()
  volunteer = await forum.user({ role: 'volunteer', moderates: [here] })
  staff = await forum.user({ role: 'staff' })
})

let serial = 0

/** Text of unique words for each campaign, so that campaigns do not overlap. */
function offer() {
  serial += 1
  const digest = createHash('sha256').update(`wave ${serial}`).digest('hex')
  const letters = digest.replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')
  const words = letters.match(/.{4}/g) ?? []
  return (detail: string) => `${words.join(' ')}, ${detail}.`
}

async function stateOf(id: number) {
  const { db } = forum.connection
  const [post] = await db.select({ state: posts.state }).from(posts).where(eq(posts.id, id))
  return post?.state
}

/** Posts the text as replies of different users and runs the effects; returns the ids. */
async function spread(text: (detail: string) => string, categoryId = here, times = 3) {
  const ids: number[] = []
  for (let count = 0; count < times; count += 1) {
    const thread = await createThread(staff, categoryId)
    ids.push((await reply(await forum.user(), thread.id, text(`in ${count + 2} days`))).id)
    await forum.settle()
  }
  return ids
}

type Campaign = { id: number; count: number; accounts: number; posts: { postId: number }[] }
const campaignWith = async (client: Client, postId: number): Promise<Campaign | undefined> =>
  (await client.get('/moderation/campaigns')).body.items.find(({ posts }: Campaign) =>
    posts.some((post) => post.postId === postId)
  )
const first = async (client: Client, ids: number[]) => {
  const campaign = await campaignWith(client, ids[0] ?? 0)
  if (!campaign) throw new Error('no such wave')
  return campaign
}

test('nearly the same text of three accounts is one case, and all of it waits', async () => {
  const text = offer()
  const two = await spread(text, here, 2)
  expect(await Promise.all(two.map(stateOf))).toEqual(['visible', 'visible'])
  const thread = await createThread(staff, here)
  const third = await (
    await forum.user()
  ).post(`/threads/${thread.id}/posts`, { body: text('soon') })
  expect(third.body.state).toBe('awaiting_approval')
  await forum.settle()
  expect(await Promise.all(two.map(stateOf))).toEqual(['hidden', 'hidden'])
  expect(await first(volunteer, two)).toMatchObject({ count: 3, accounts: 3 })
  const held = (await volunteer.get('/moderation/posts')).body.items
  expect(held.map(({ postId }: { postId: number }) => postId)).not.toContain(third.body.id)
  const queue = (await volunteer.get('/moderation/queue')).body.items
  expect(queue.map(({ kind }: { kind: string }) => kind)).toContain('campaign')
})

test('repeats by one account, staff or trusted members are no campaign', async () => {
  const text = offer()
  const member = await forum.user()
  const others = [await forum.user({ trust: 'trusted' }), staff, volunteer]
  const ids: number[] = []
  for (const writer of [member, member, ...others, await forum.user()])
    ids.push((await reply(writer, (await createThread(staff, elsewhere)).id, text('in May'))).id)
  await forum.settle()
  expect(new Set(await Promise.all(ids.map(stateOf)))).toEqual(new Set(['visible']))
})

test('short texts, quotes and code make no campaign', async () => {
  const quoted = `> ${offer()('in a week')}\n\nI wonder about that.`
  const ids = [
    ...(await spread(() => '我也遇到了同样的问题，请官方尽快处理')),
    ...(await spread(() => quoted))
  ]
  expect(new Set(await Promise.all(ids.map(stateOf)))).toEqual(new Set(['visible']))
})

test('three posts at the same moment are a campaign', async () => {
  const text = offer()
  const threads = await Promise.all([1, 2, 3].map(() => createThread(staff, here)))
  const people = await Promise.all([1, 2, 3].map(() => forum.user()))
  const posted = await Promise.all(
    threads.map(({ id }, index) => reply(people[index] ?? staff, id, text(`number ${index}`)))
  )
  await forum.settle()
  const ids = posted.map(({ id }) => id)
  expect((await Promise.all(ids.map(stateOf))).filter((state) => state === 'visible')).toEqual([])
  expect((await first(volunteer, ids)).count).toBe(3)
})

test('any number of posts is one campaign with one signature', async () => {
  const { db } = forum.connection
  const before = await db.$count(minhashSignatures)
  const ids = await spread(offer(), here, 6)
  expect(await first(volunteer, ids)).toMatchObject({ count: 6, accounts: 6 })
  expect((await db.$count(minhashSignatures)) - before).toBe(1)
})

test('an edit that makes a post the third of a campaign waits', async () => {
  const text = offer()
  await spread(text, here, 2)
  const author = await forum.user()
  const post = await reply(author, (await createThread(staff, here)).id, 'I had the same.')
  await author.patch(`/posts/${post.id}`, { body: text('as I said') })
  const edits = (await volunteer.get('/moderation/edits')).body.items
  expect(edits.map(({ postId }: { postId: number }) => postId)).toContain(post.id)
})

test('a campaign is hidden as one, and an undo makes it wait again', async () => {
  const ids = await spread(offer())
  const { id } = await first(volunteer, ids)
  const path = `/moderation/campaigns/${id}/decision`
  expect((await volunteer.post(path, { outcome: 'hide' })).status).toBe(422)
  const { body } = await volunteer.post(path, { outcome: 'hide', reason: 'scam' })
  expect(body).toEqual({ done: 3, left: 0 })
  expect(await campaignWith(volunteer, ids[0] ?? 0)).toBeUndefined()
  const [act] = (await volunteer.get('/moderation/undoable')).body.items
  expect(act).toMatchObject({ campaignId: id, count: 3, kind: 'hidden' })
  expect((await staff.post(`/moderation/campaigns/${id}/undo`)).status).toBe(404)
  expect((await volunteer.post(`/moderation/campaigns/${id}/undo`)).status).toBe(204)
  expect((await first(volunteer, ids)).count).toBe(3)
  forum.advance(11 * 60_000)
  expect((await volunteer.post(`/moderation/campaigns/${id}/undo`)).status).toBe(404)
})

test('a post hidden before it joined a campaign stays hidden after the undo', async () => {
  const text = offer()
  const [alone = 0] = await spread(text, here, 1)
  await volunteer.post(`/posts/${alone}/hiding`, { reason: 'scam' })
  forum.advance(1000)
  const [other = 0] = await spread(text, here, 2)
  const { id } = await first(volunteer, [other])
  await volunteer.post(`/moderation/campaigns/${id}/decision`, { outcome: 'hide', reason: 'scam' })
  const acts = (await volunteer.get('/moderation/undoable')).body.items
  expect(acts).toMatchObject([
    { campaignId: id, count: 2 },
    { campaignId: null, postId: alone }
  ])
  await volunteer.post(`/moderation/campaigns/${id}/undo`)
  expect((await first(volunteer, [other])).count).toBe(2)
  expect(await stateOf(alone)).toBe('hidden')
  expect(await campaignWith(volunteer, alone)).toBeUndefined()
})

test('a released campaign is public, and further posts of it do not wait', async () => {
  const text = offer()
  const ids = await spread(text)
  const { id } = await first(volunteer, ids)
  await release(volunteer, id)
  const next = await spread(text, here, 4)
  const states = await Promise.all([...ids, ...next].map(stateOf))
  expect(new Set(states)).toEqual(new Set(['visible']))
})

/** Inserts log entries as if the user had hidden this many posts. */
async function hideMany({ id: actorId }: Client, count: number) {
  const hide = { kind: 'hidden', actorId, actorRole: 'volunteer', createdAt: forum.now() } as const
  await forum.connection.db.insert(actions).values(new Array(count).fill(hide))
}

test('only single hides count for the limit of thirty per hour, not campaigns', async () => {
  const moderator = await forum.user({ role: 'volunteer', moderates: [here] })
  const [hidden, released] = [await spread(offer()), await spread(offer())]
  const decide = async (ids: number[], decision: object) =>
    moderator.post(`/moderation/campaigns/${(await first(moderator, ids)).id}/decision`, decision)
  await hideMany(moderator, 28)
  expect((await decide(hidden, { outcome: 'hide', reason: 'spam' })).body.done).toBe(3)
  await release(moderator, (await first(moderator, released)).id)
  forum.advance(1000)
  const alone = []
  for (const id of released)
    alone.push((await moderator.post(`/posts/${id}/hiding`, { reason: 'spam' })).status)
  expect(alone).toEqual([204, 204, 429])
})

test('a volunteer sees and decides only their part of a campaign', async () => {
  const text = offer()
  const [theirs = 0, other = 0] = [
    ...(await spread(text, here, 1)),
    ...(await spread(text, elsewhere, 2))
  ]
  const { id, count } = await first(volunteer, [theirs])
  expect(count).toBe(1)
  await volunteer.post(`/moderation/campaigns/${id}/decision`, { outcome: 'hide', reason: 'spam' })
  expect(await first(staff, [other])).toMatchObject({ id, count: 2 })
  const again = await release(volunteer, id)
  expect(again.status).toBe(404)
})

test('what a volunteer releases still waits where others moderate', async () => {
  const text = offer()
  const [theirs = 0, ...others] = [
    ...(await spread(text, here, 1)),
    ...(await spread(text, elsewhere, 2))
  ]
  const { id } = await first(volunteer, [theirs])
  await release(volunteer, id)
  expect(await stateOf(theirs)).toBe('visible')
  const [next = 0] = await spread(text, elsewhere, 1)
  expect(await Promise.all([...others, next].map(stateOf))).not.toContain('visible')
})

test('of two concurrent moderators one decides', async () => {
  const ids = await spread(offer())
  const { id } = await first(staff, ids)
  const path = `/moderation/campaigns/${id}/decision`
  const letOut = await toRelease(staff, id)
  const answers = await Promise.all([
    volunteer.post(path, { outcome: 'hide', reason: 'spam' }),
    staff.post(path, letOut)
  ])
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 404])
  const states = new Set(await Promise.all(ids.map(stateOf)))
  expect(states).toEqual(new Set([answers[0].status === 200 ? 'hidden' : 'visible']))
})

test('concurrent undos of a campaign act once, and concurrent hides are logged once', async () => {
  const ids = await spread(offer())
  const { id } = await first(volunteer, ids)
  const path = `/moderation/campaigns/${id}`
  const hide = { outcome: 'hide', reason: 'spam' }
  const before = await forum.connection.db.$count(actions)
  const hidden = await Promise.all([1, 2, 3, 4].map(() => volunteer.post(`${path}/decision`, hide)))
  expect(hidden.map(({ status }) => status).toSorted()).toEqual([200, 404, 404, 404])
  expect((await forum.connection.db.$count(actions)) - before).toBe(3)
  const undone = await Promise.all([1, 2, 3, 4].map(() => volunteer.post(`${path}/undo`)))
  expect(undone.filter(({ status }) => status === 204)).toHaveLength(1)
  expect((await forum.connection.db.$count(actions)) - before).toBe(6)
})

test('campaigns are selected and decided with other rows of the queue', async () => {
  const [one, other] = [await spread(offer()), await spread(offer())]
  const campaigns = await Promise.all([one, other].map((ids) => first(volunteer, ids)))
  const ids = campaigns.map(({ id }) => id)
  const decide = (body: object) =>
    volunteer.post('/moderation/decisions', { what: 'campaign', ...body })
  expect((await decide({ ids, outcome: 'dismiss' })).body.done).toBe(0)
  const { body } = await decide({ ids: [...ids, 9_000_000_000], outcome: 'hide', reason: 'spam' })
  expect(body).toEqual({ done: 2, left: 0, refused: [{ id: 9_000_000_000, code: 'not_found' }] })
  const states = await Promise.all([...one, ...other].map(stateOf))
  expect(new Set(states)).toEqual(new Set(['hidden']))
})

test('a bulk decision tells how much of a campaign beyond fifty is left', async () => {
  const ids = await spread(offer(), here)
  const { id } = await first(volunteer, ids)
  const { db } = forum.connection
  const thread = await createThread(staff, here)
  const [post] = await db
    .select()
    .from(posts)
    .where(eq(posts.id, ids[0] ?? 0))
  if (!post) throw new Error('no such post')
  const copies = Array.from({ length: 50 }, (_, count) => ({
    ...{ ...post, id: undefined },
    ...{ threadId: thread.id, number: 100 + count, state: 'awaiting_approval' as const }
  }))
  const added = await db.insert(posts).values(copies).returning({ postId: posts.id })
  const more = { campaignId: id, addedAt: forum.now() }
  await db.insert(campaignPosts).values(added.map((one) => ({ ...one, ...more })))
  const bulk = { what: 'campaign', ids: [id], outcome: 'hide', reason: 'spam' }
  const decide = async () => (await staff.post('/moderation/decisions', bulk)).body
  expect(await decide()).toMatchObject({ done: 1, left: 3, refused: [] })
  expect(await decide()).toMatchObject({ done: 1, left: 0, refused: [] })
})

test('an hour later the same text is no campaign', async () => {
  const text = offer()
  const open = () => createThread(staff, here)
  const ids: number[] = []
  for (const { id } of [await open(), await open(), await open()]) {
    ids.push((await reply(await forum.user(), id, text('in May'))).id)
    await forum.settle()
    forum.advance(31 * 60_000)
  }
  expect(new Set(await Promise.all(ids.map(stateOf)))).toEqual(new Set(['visible']))
})
