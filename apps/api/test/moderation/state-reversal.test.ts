import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { after } from '@stoa/core'
import { posts } from '@stoa/threads/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply, revisionOfPost } from '../posting.ts'

// After any sequence of a moderator's acts on a post, reversal restores the state before the first.
const forum = startForum()
let open: number
let strict: number
let staff: Client

beforeAll(async () => {
  open = await forum.category()
  strict = await forum.category({ rule: 'approve_first' })
  staff = await forum.user({ role: 'staff', capabilities: ['moderation'] })
})

const rogue = () => forum.user({ role: 'volunteer', moderates: [open, strict] })
const published = async () => (await reply(await forum.user(), (await asked(open)).id)).id
const held = async () => (await asked(strict)).postId
const asked = async (categoryId: number) => createThread(await forum.user(), categoryId)

const approve = ['post', 'approval', undefined] as const
const hide = ['post', 'hiding', { reason: 'spam' }] as const
const hideText = ['post', 'hiding', { reason: 'spam', keepReplies: true }] as const
const show = ['delete', 'hiding', undefined] as const
type Act = typeof approve | typeof hide | typeof hideText | typeof show

async function act(by: Client, id: number, ...acts: Act[]) {
  for (const [method, what, given] of acts) {
    const body = what === 'approval' ? await revisionOfPost(by, id) : given
    const { status } = await by[method](`/posts/${id}/${what}`, body)
    expect(status).toBe(204)
  }
}

async function reverse(whose: Client) {
  const since = after(forum.now(), -3600_000)
  const { body } = await staff.post(`/users/${whose.username}/reversal`, { since })
  expect(body).toMatchObject({ kept: 0, left: 0 })
  return body.undone
}

async function stateOf(id: number) {
  const [post] = await forum.connection.db.select().from(posts).where(eq(posts.id, id))
  return post?.autoHidden ? 'hidden for now' : post?.state
}

test.each([
  ['let out and hidden', [approve, hide]],
  ['let out, hidden and shown', [approve, hide, show]],
  ['refused', [hide]],
  ['refused and then shown', [hide, show]],
  ['refused, shown and hidden', [hide, show, hide]]
])('a held post that was %s waits again', async (_, acts) => {
  const [by, id] = [await rogue(), await held()]
  await act(by, id, ...acts)
  expect(await reverse(by)).toBe(1)
  expect(await stateOf(id)).toBe('awaiting_approval')
  expect((await staff.get('/moderation/posts')).body.items).toContainEqual(
    expect.objectContaining({ postId: id })
  )
  expect(await reverse(by)).toBe(0)
})

test('a public post that was hidden, restored and hidden is public again', async () => {
  const [by, id] = [await rogue(), await published()]
  await act(by, id, hide, show, hide)
  expect(await reverse(by)).toBe(1)
  expect(await stateOf(id)).toBe('visible')
})

test('what they did and undid themselves is no act in force', async () => {
  const [by, id] = [await rogue(), await published()]
  await act(by, id, hide, show)
  expect(await reverse(by)).toBe(0)
  expect(await stateOf(id)).toBe('visible')
})

test('what somebody else decided before, between or after them stays', async () => {
  const [by, between, last] = [await rogue(), await held(), await held()]
  await act(by, between, approve, hide)
  await act(staff, between, show)
  await act(by, between, hide)
  await act(by, last, approve, hide)
  await act(staff, last, show)
  expect(await reverse(by)).toBe(1)
  expect([await stateOf(between), await stateOf(last)]).toEqual(['visible', 'visible'])
})

test('what others had hidden and they restored is hidden again, for any number', async () => {
  const by = await rogue()
  const { id } = await asked(open)
  const author = await forum.user()
  const hidden: number[] = []
  for (let count = 0; count < 32; count++) hidden.push((await reply(author, id)).id)
  for (const post of hidden) {
    await act(await rogue(), post, hide)
    await act(by, post, show)
  }
  expect(await reverse(by)).toBe(32)
  expect(new Set(await Promise.all(hidden.map(stateOf)))).toEqual(new Set(['hidden']))
})

test('an auto-hidden post that they hid or restored waits for a decision', async () => {
  const [by, ...reported] = [await rogue(), await published(), await published()]
  await forum.dropEvents()
  for (const id of reported)
    for (const reporter of await Promise.all([1, 2, 3].map(() => forum.user({ trust: 'trusted' }))))
      await reporter.inject({
        ...{ method: 'POST', url: `/api/v1/posts/${id}/reports`, payload: { reason: 'scam' } },
        remoteAddress: `10.7.${reporter.id % 250}.7`
      })
  await forum.settle()
  const [one = 0, other = 0] = reported
  await act(by, one, hide)
  await act(by, other, show)
  expect(await reverse(by)).toBe(2)
  expect(await Promise.all(reported.map(stateOf))).toEqual(['hidden for now', 'hidden for now'])
})

test.each([
  ['showed', [show]],
  ['showed and hid with its thread', [show, hide]],
  ['showed, hid and showed', [show, hide, show]]
])('a text that others hid alone and they %s is hidden alone again', async (_, acts) => {
  const [by, { id, postId }] = [await rogue(), await asked(open)]
  await reply(await forum.user(), id)
  await act(await rogue(), postId, hideText)
  await act(by, postId, ...acts)
  expect(await reverse(by)).toBe(1)
  const { posts } = (await forum.guest.get(`/threads/${id}`)).body
  expect(posts).toMatchObject([{ state: 'hidden', html: null }, { state: 'visible' }])
})

test('a post hidden with its thread, restored and hidden alone, is hidden with it', async () => {
  const [by, { id, postId }] = [await rogue(), await asked(open)]
  await act(await rogue(), postId, hide)
  await act(by, postId, show, hideText)
  expect(await reverse(by)).toBe(1)
  expect((await forum.guest.get(`/threads/${id}`)).status).toBe(404)
  expect(await stateOf(postId)).toBe('hidden')
})
