import { expect, test } from 'vitest'
import { contributions } from '@stoa/accounts/schema'
import { posts } from '@stoa/threads/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { sendFile } from '../uploads/sending.ts'
import { makeAccount, openBrowser, signedIn } from './browser.ts'

const forum = startForum()

const exported = async (client: Client) => (await client.get('/me/export')).body

test('the export has all data of the user, and no secret', async () => {
  const { username, email } = await makeAccount(forum, { bio: 'Something personal' })
  const browser = await signedIn(forum, username)
  const { headers, body, text } = await browser.get('/me/export')
  expect(headers['content-disposition']).toContain('attachment')
  expect(body.account).toMatchObject({ username, email, bio: 'Something personal' })
  expect(body.sessions).toHaveLength(1)
  expect(text).not.toMatch(/argon2|hash/i)
  expect((await openBrowser(forum).get('/me/export')).status).toBe(401)
})

test('the export has posts with revisions, files, reports and notifications', async () => {
  const [author, other] = [await forum.user(), await forum.user()]
  const { body: file } = await sendFile(author, 'error.log', Buffer.from('Error 1006'))
  const own = await createThread(author, await forum.category(), {
    body: `Before ${file.markdown}`
  })
  await author.patch(`/posts/${own.postId}`, { body: 'Afterwards' })
  const answer = await reply(other, own.id)
  await author.post(`/posts/${answer.id}/reports`, { reason: 'spam', note: 'An advertisement.' })
  await author.put('/notifications/preferences', { items: [{ kind: 'reply', mail: 'never' }] })
  await forum.settle()
  const data = await exported(author)
  expect(data.threads.posts).toMatchObject([{ id: own.postId, body: 'Afterwards' }])
  expect(data.threads.revisions).toMatchObject([{ postId: own.postId, number: 1 }])
  expect(data.uploads).toMatchObject([{ id: file.id, name: 'error.log', postId: own.postId }])
  expect(data.reports).toMatchObject([{ postId: answer.id, note: 'An advertisement.' }])
  expect(data.notifications.preferences).toEqual([{ kind: 'reply', mail: 'never' }])
  expect(data.notifications.inbox).toMatchObject([{ kind: 'answer', threadId: own.id }])
})

test('the export has no data of others, nor who voted', async () => {
  const [author, voter] = [await forum.user(), await forum.user()]
  const { postId } = await createThread(author, await forum.category())
  await voter.put(`/posts/${postId}/vote`)
  const { db } = forum.connection
  const vote = { userId: author.id, kind: 'vote_received' as const, ref: postId }
  const given = { ...vote, fromUserId: voter.id, createdAt: forum.now() }
  await db.insert(contributions).values(given).onConflictDoNothing()
  expect(JSON.stringify((await exported(author)).contributions)).not.toContain('fromUserId')
  const data = await exported(voter)
  expect(data.threads.votes).toMatchObject([{ postId }])
  expect(data.threads.posts).toEqual([])
})

test('every row of a long list is exported once', async () => {
  const author = await forum.user()
  const { id } = await createThread(author, await forum.category())
  const { db } = forum.connection
  const [first] = await db.select().from(posts).limit(1)
  if (!first) throw new Error('no post')
  const { id: _, ...row } = { ...first, threadId: id, authorId: author.id }
  const many = Array.from({ length: 450 }, (_, index) => ({ ...row, number: index + 2 }))
  await db.insert(posts).values(many)
  const ids = (await exported(author)).threads.posts.map((post: { id: number }) => post.id)
  expect(ids).toHaveLength(451)
  expect(new Set(ids).size).toBe(451)
})
