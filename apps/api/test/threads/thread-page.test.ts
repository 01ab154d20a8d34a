import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { mutedUsers, users } from '@stoa/accounts/schema'
import {
  bookmarks,
  postMoves,
  posts,
  readings,
  threadHistory,
  threadMarks,
  threads,
  votes
} from '@stoa/threads/schema'
import { startForum, type Client } from '../forum.ts'
import { asks, replies } from './writing.ts'

const forum = startForum()

type Shown = { id: number; number: number; state: string; html: string | null }

const setThread = (id: number, values: Partial<typeof threads.$inferInsert>) =>
  forum.connection.db.update(threads).set(values).where(eq(threads.id, id))
const setPost = (id: number, values: Partial<typeof posts.$inferInsert>) =>
  forum.connection.db.update(posts).set(values).where(eq(posts.id, id))

async function aThread(replyCount = 0) {
  const categoryId = await forum.category()
  const [asker, answerer] = [await forum.user(), await forum.user()]
  const asked = await asks(asker, categoryId)
  const answers = []
  for (let time = 0; time < replyCount; time += 1) answers.push(await replies(answerer, asked.id))
  return { ...asked, categoryId, asker, answerer, answers }
}

async function show(client: Client, id: number, page = 1) {
  const { status, body, text } = await client.get(`/threads/${id}?page=${page}`)
  expect(status, text).toBe(200)
  return body
}
const numbers = (items: Shown[]) => items.map(({ number }) => number)

describe('pages', () => {
  test('have the numbers 20(N−1)+1 to 20N; a page beyond the last is 404', async () => {
    const { id } = await aThread(24)
    const first = await show(forum.guest, id)
    expect(numbers(first.posts)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    expect(first.thread).toMatchObject({ pageCount: 2, postCount: 25, replyCount: 24 })
    expect(numbers((await show(forum.guest, id, 2)).posts)).toEqual([21, 22, 23, 24, 25])
    expect((await forum.guest.get(`/threads/${id}?page=3`)).status).toBe(404)
  })

  test('clients read posts by page or after a number', async () => {
    const { id } = await aThread(22)
    const after = await forum.guest.get(`/threads/${id}/posts?after=2`)
    expect(numbers(after.body.items)).toEqual(Array.from({ length: 20 }, (_, index) => index + 3))
    const page = await forum.guest.get(`/threads/${id}/posts?page=2`)
    expect([numbers(page.body.items), page.body.pageCount]).toEqual([[21, 22, 23], 2])
  })
})

describe('the number of statements', () => {
  test('of a signed-in thread page is at most four', async () => {
    const { id, asker } = await aThread(21)
    await show(asker, id)
    for (const page of [1, 2])
      expect(await forum.count(() => show(asker, id, page))).toBeLessThanOrEqual(4)
  })

  test('of a reply with a key and a mention is at most five', async () => {
    const { id, asker, answerer } = await aThread()
    const body = `@${asker.username} try again`
    const key = { 'idempotency-key': 'budget-123456' }
    const send = () => answerer.post(`/threads/${id}/posts`, { body }, key)
    expect(await forum.count(send)).toBeLessThanOrEqual(5)
  })

  test('of a vote is at most three, as of taking it back', async () => {
    const { answers, asker } = await aThread()
    const path = `/posts/${answers[0]?.id}/vote`
    await asker.get('/me')
    expect(await forum.count(() => asker.put(path))).toBeLessThanOrEqual(3)
    expect(await forum.count(() => asker.delete(path))).toBeLessThanOrEqual(3)
  })
})

describe('a post that the reader may not read', () => {
  test.each(['hidden', 'withdrawn', 'erased', 'moved'] as const)(
    'leaves a stub without its text if it is %s',
    async (state) => {
      const { id, answers, answerer } = await aThread(2)
      const [gone] = answers
      await setPost(gone?.id ?? 0, { state, hiddenReason: 'spam', withdrawnAt: forum.now() })
      for (const client of [forum.guest, await forum.user()]) {
        const page = await show(client, id)
        expect(numbers(page.posts)).toEqual([1, 2, 3])
        expect(page.posts[1]).toMatchObject({ state, html: null, can: { vote: false } })
      }
      const own = (await show(answerer, id)).posts[1]
      expect(own.html === null).toBe(state === 'erased' || state === 'moved')
    }
  )

  test('leaves no stub if it was withdrawn before its approval', async () => {
    const { id, answers, answerer } = await aThread(1)
    await setPost(answers[0]?.id ?? 0, { state: 'withdrawn', withdrawnAt: null })
    expect(numbers((await show(forum.guest, id)).posts)).toEqual([1])
    expect(numbers((await show(answerer, id)).posts)).toEqual([1, 2])
  })

  test('shows the reason for hiding, and its text to moderators', async () => {
    const { id, answers, categoryId } = await aThread(1)
    await setPost(answers[0]?.id ?? 0, { state: 'hidden', hiddenReason: 'scam' })
    expect((await show(forum.guest, id)).posts[1].hiddenReason).toBe('scam')
    const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
    const [, seen] = (await show(volunteer, id)).posts
    expect(seen).toMatchObject({ html: '<p>Same here.</p>\n', can: { restore: true, hide: false } })
    const other = await forum.user({ role: 'volunteer', moderates: [await forum.category()] })
    expect((await show(other, id)).posts[1]).toMatchObject({ html: null, can: { restore: false } })
  })

  test('redirects to its new place if it was moved', async () => {
    const { id, answers } = await aThread(1)
    const target = await aThread(1)
    const moved = target.answers[0]?.id ?? 0
    await setPost(answers[0]?.id ?? 0, { state: 'moved', body: '', html: '' })
    const move = { fromThreadId: id, fromNumber: 2, postId: moved, movedAt: forum.now() }
    await forum.connection.db.insert(postMoves).values(move)
    expect((await show(forum.guest, id)).posts[1].url).toBe(`/p/${moved}`)
  })
})

describe('the accepted answer', () => {
  async function accepted(trust: 'new' | 'basic', confirmed: boolean) {
    const { id, asker, answers, answerer } = await aThread(24)
    const answer = answers[23]
    const { db } = forum.connection
    await db.update(users).set({ trust }).where(eq(users.id, answerer.id))
    await setThread(id, {
      acceptedPostId: answer?.id,
      acceptedAt: forum.now(),
      acceptedById: asker.id,
      confirmedById: confirmed ? asker.id : null
    })
    return { id, answer }
  }

  test('is on page one and named in the head', async () => {
    const { id, answer } = await accepted('basic', false)
    const page = await show(forum.guest, id)
    expect(page.acceptedPost).toMatchObject({ id: answer?.id, number: 25, accepted: true })
    expect(page.thread).toMatchObject({ acceptedNumber: 25, acceptedConfirmed: false })
    expect(numbers(page.posts)).not.toContain(25)
    expect((await show(forum.guest, id, 2)).acceptedPost).toBeNull()
  })

  test('of a new member is shown after it was confirmed', async () => {
    const alone = await accepted('new', false)
    expect((await show(forum.guest, alone.id)).acceptedPost).toBeNull()
    const confirmed = await accepted('new', true)
    expect((await show(forum.guest, confirmed.id)).acceptedPost).toMatchObject({ number: 25 })
  })

  test('is no longer shown after an edit or hiding', async () => {
    const { id, answer } = await accepted('basic', true)
    forum.advance(1000)
    await setPost(answer?.id ?? 0, { editedAt: forum.now() })
    expect((await show(forum.guest, id)).acceptedPost).toBeNull()
    await setPost(answer?.id ?? 0, { editedAt: null, state: 'hidden' })
    const page = await show(forum.guest, id)
    expect([page.acceptedPost, page.thread.acceptedNumber]).toEqual([null, null])
  })
})

test('the head has marks, the escalation, official posts and this page’s history', async () => {
  const { db } = forum.connection
  const { id } = await aThread(20)
  const staff = await forum.user({ role: 'staff' })
  const reply = await replies(staff, id)
  const since = forum.now()
  const line = { threadId: id, actorRole: 'staff' as const, detail: {}, createdAt: since }
  await db.insert(threadHistory).values([
    { ...line, kind: 'closed', afterNumber: 20 },
    { ...line, kind: 'reopened', afterNumber: 22 }
  ])
  const mark = { threadId: id, kind: 'escalation' as const, ref: '5', state: 'in_progress', since }
  await db.insert(threadMarks).values(mark)
  const { thread, official, history } = await show(forum.guest, id, 2)
  expect(thread.escalation).toEqual({ state: 'in_progress', since })
  expect(thread.hasOfficialPost).toBe(true)
  expect(official).toMatchObject([{ id: reply.id, number: 22, author: { id: staff.id } }])
  expect(history).toMatchObject([{ kind: 'reopened', afterNumber: 22, createdAt: since }])
})

test('a page has the reader’s votes, bookmarks, mutes and first unread post', async () => {
  const { db } = forum.connection
  const { id, answers, answerer } = await aThread(2)
  const reader = await forum.user()
  const postId = answers[0]?.id ?? 0
  const at = { userId: reader.id, createdAt: forum.now() }
  await db.insert(votes).values({ ...at, postId })
  await db.insert(bookmarks).values({ ...at, postId })
  await db.insert(mutedUsers).values({ ...at, mutedUserId: answerer.id })
  await db
    .insert(readings)
    .values({ userId: reader.id, threadId: id, number: 2, readAt: at.createdAt })
  const { thread, posts } = await show(reader, id)
  expect(thread.unreadFrom).toBe(3)
  expect(posts[1]).toMatchObject({ voted: true, bookmarked: true, authorMuted: true })
  const foreign = (await show(forum.guest, id)).posts[1]
  expect(foreign).toMatchObject({ voted: false, bookmarked: false, authorMuted: false })
})

test('a reader is told what they may do', async () => {
  const { id, asker, answerer, categoryId } = await aThread(1)
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const can = async (client: Client) => {
    const { thread, posts } = await show(client, id)
    return [
      thread.can.reply,
      thread.can.close,
      posts[1].can.vote,
      posts[1].can.edit,
      posts[1].can.accept
    ]
  }
  expect(await can(forum.guest)).toEqual([false, false, false, false, false])
  expect(await can(asker)).toEqual([true, false, true, false, true])
  expect(await can(answerer)).toEqual([true, false, false, true, false])
  expect(await can(volunteer)).toEqual([true, true, true, false, false])
})

test('HTML by an older renderer is rendered again before it is shown', async () => {
  const { id, postId } = await aThread()
  await setPost(postId, { html: '<p>old</p>', rendererVersion: 0 })
  expect((await show(forum.guest, id)).posts[0].html).toBe('<p>I sent it three hours ago.</p>\n')
})

test('an unanswered thread of a new member is noindex until somebody answers', async () => {
  const newcomer = await forum.user({ trust: 'new' })
  const { id } = await asks(newcomer, await forum.category())
  expect((await show(forum.guest, id)).thread.noindex).toBe(true)
  await replies(await forum.user(), id)
  expect((await show(forum.guest, id)).thread.noindex).toBe(false)
})

describe('threads that cannot be shown', () => {
  test('redirect over several steps if they were merged', async () => {
    const [first, second, last] = [await aThread(), await aThread(), await aThread()]
    await setThread(first.id, { state: 'merged', mergedInto: second.id })
    await setThread(second.id, { state: 'merged', mergedInto: last.id })
    for (const client of [forum.guest, await forum.user({ role: 'admin' })]) {
      const { status, body } = await client.get(`/threads/${first.id}`)
      expect([status, body.code, body.url]).toEqual([301, 'moved_permanently', last.url])
    }
  })

  test('are 404 if they were merged into an invisible thread', async () => {
    const [merged, secret] = [await aThread(), await aThread()]
    await setThread(merged.id, { state: 'merged', mergedInto: secret.id })
    await setThread(secret.id, { state: 'hidden' })
    expect((await forum.guest.get(`/threads/${merged.id}`)).status).toBe(404)
  })

  test('are 410 if erased, and 404 if hidden, withdrawn or unknown', async () => {
    const { id } = await aThread()
    const status = async () => (await forum.guest.get(`/threads/${id}`)).status
    for (const [state, expected] of [
      ['erased', 410],
      ['hidden', 404],
      ['withdrawn', 404]
    ] as const) {
      await setThread(id, { state })
      expect(await status(), state).toBe(expected)
    }
    expect((await forum.guest.get('/threads/999999')).status).toBe(404)
    expect((await forum.guest.get('/threads/x')).status).toBe(404)
  })
})

describe('locating a post', () => {
  test('returns its page in the thread, even for a stub', async () => {
    const { id, url, answers } = await aThread(21)
    const last = answers[20]?.id ?? 0
    const here = { threadId: id, number: 22, url: `${url}?page=2#p22` }
    expect((await forum.guest.get(`/posts/${last}`)).body).toEqual(here)
    await setPost(last, { state: 'hidden' })
    expect((await forum.guest.get(`/posts/${last}`)).body).toEqual(here)
  })

  test('is refused for held posts, invisible threads and erased posts', async () => {
    const { id, answers } = await aThread(2)
    const [held, erased] = answers.map((answer) => answer.id)
    await setPost(held ?? 0, { state: 'awaiting_approval' })
    await setPost(erased ?? 0, { state: 'erased' })
    expect((await forum.guest.get(`/posts/${held}`)).status).toBe(404)
    expect((await forum.guest.get(`/posts/${erased}`)).status).toBe(410)
    await setThread(id, { state: 'hidden' })
    expect((await forum.guest.get(`/posts/${erased}`)).status).toBe(404)
  })
})
