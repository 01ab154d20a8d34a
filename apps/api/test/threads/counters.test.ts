import fc from 'fast-check'
import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { recount } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/schema'
import { startForum, type Client } from '../forum.ts'
import { asks, replies } from './writing.ts'

const forum = startForum()

type Act = (client: Client, threadId: number, postId: number) => Promise<unknown>

const acts: Record<string, Act> = {
  reply: (client, id) => client.post(`/threads/${id}/posts`, { body: 'Yes' }),
  withdraw: (client, _, postId) => client.delete(`/posts/${postId}`),
  hide: (client, _, postId) => client.post(`/posts/${postId}/hiding`, { reason: 'spam' }),
  restore: (client, _, postId) => client.delete(`/posts/${postId}/hiding`),
  vote: (client, _, postId) => client.put(`/posts/${postId}/vote`),
  unvote: (client, _, postId) => client.delete(`/posts/${postId}/vote`),
  addMeToo: (client, id) => client.put(`/threads/${id}/me-too`),
  removeMeToo: (client, id) => client.delete(`/threads/${id}/me-too`)
}

const step = fc.record({
  act: fc.constantFrom(...Object.keys(acts)),
  who: fc.nat({ max: 2 }),
  number: fc.integer({ min: 1, max: 4 })
})

async function idOf(threadId: number, number: number): Promise<number> {
  const ofThread = and(eq(posts.threadId, threadId), eq(posts.number, number))
  const [post] = await forum.connection.db.select().from(posts).where(ofThread)
  return post?.id ?? 0
}

test('counters equal a recount after any sequence of acts', async () => {
  const { db } = forum.connection
  const categoryId = await forum.category()
  const crowd = async () => [
    await forum.user(),
    await forum.user({ role: 'staff' }),
    await forum.user({ role: 'volunteer', moderates: [categoryId] })
  ]
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const people = await crowd()
      const { id } = await asks(await forum.user(), categoryId)
      await replies(await forum.user(), id)
      for (const { act, who, number } of steps)
        await acts[act]?.(people[who] ?? forum.guest, id, await idOf(id, number))
      const [thread] = await db.select().from(threads).where(eq(threads.id, id))
      expect(thread).toMatchObject({ ...(await recount(db, id)) })
    }),
    { numRuns: 15 }
  )
})
