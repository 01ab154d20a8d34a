import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { erasePostsOf, deleteReaderData } from '@stoa/threads'
import { drafts, posts, revisions, threads } from '@stoa/threads/schema'
import { startForum } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()

test('a user’s posts are erased for good, and the rest of a thread stays', async () => {
  const categoryId = await forum.category()
  const author = await forum.user()
  const other = await forum.user()
  const own = await createThread(author, categoryId, { title: 'My deposit of 5 BTC' })
  const foreign = await createThread(other, categoryId)
  const answer = await reply(author, foreign.id, 'My account is 12345')
  await author.patch(`/posts/${answer.id}`, { body: 'Never mind' })
  await other.put(`/threads/${foreign.id}/accepted-answer`, { postId: answer.id })
  await erasePostsOf(forum.context(), author.id)
  expect((await other.get(`/threads/${own.id}`)).status).toBe(410)
  const page = (await forum.guest.get(`/threads/${foreign.id}`)).body
  expect(page.thread).toMatchObject({ solved: false, replyCount: 0, acceptedPostId: null })
  expect(page.posts[1]).toMatchObject({ state: 'erased', html: null })
  const { db } = forum.connection
  expect(await db.select().from(revisions)).toEqual([])
  const texts = await db
    .select({ body: posts.body })
    .from(posts)
    .where(eq(posts.authorId, author.id))
  expect(texts).toEqual([{ body: '' }, { body: '' }])
  const [{ title } = { title: '?' }] = await db.select().from(threads).where(eq(threads.id, own.id))
  expect(title).toBe('')
})

test('reader data is deleted with the account', async () => {
  const reader = await forum.user()
  await reader.put('/drafts/ask', { body: 'private' })
  await deleteReaderData(forum.context(), { userId: reader.id })
  const left = await forum.connection.db.select().from(drafts).where(eq(drafts.userId, reader.id))
  expect(left).toEqual([])
})
