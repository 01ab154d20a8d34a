import fc from 'fast-check'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { recount } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/schema'
import { startForum, type Client } from '../forum.ts'
import { asks, replies } from './writing.ts'

const forum = startForum()

const acts = ['reply', 'withdraw', 'hide', 'restore', 'vote', 'unvote', 'same', 'not_same'] as const
type Act = { act: (typeof acts)[number]; who: number; post: number }

const step = fc.record({
  act: fc.constantFrom(...acts),
  who: fc.nat({ max: 2 }),
  post: fc.nat({ max: 3 })
})

async function perform(people: Client[], threadId: number, { act, who, post }: Act) {
  const client = people[who] ?? forum.guest
  const [row] = await forum.connection.db
    .select({ id: posts.id })
    .from(posts)
    .where(eq(posts.threadId, threadId))
    .orderBy(posts.number)
    .offset(post)
    .limit(1)
  const path = `/posts/${row?.id ?? 0}`
  if (act === 'reply') await client.post(`/threads/${threadId}/posts`, { body: 'Yes' })
  // The first post carries the whole thread, which nobody could write in any more.
  else if (act === 'withdraw' && post > 0) await client.delete(path)
  else if (act === 'hide' && post > 0) await client.post(`${path}/hiding`, { reason: 'spam' })
  else if (act === 'restore' && post > 0) await client.delete(`${path}/hiding`)
  else if (act === 'vote') await client.post(`${path}/vote`)
  else if (act === 'unvote') await client.delete(`${path}/vote`)
  else if (act === 'same') await client.post(`/threads/${threadId}/same-problem`)
  else if (act === 'not_same') await client.delete(`/threads/${threadId}/same-problem`)
}

test('whatever people do, the counters say what can be counted', { timeout: 60_000 }, async () => {
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
      for (const one of steps) await perform(people, id, one)
      const [thread] = await db.select().from(threads).where(eq(threads.id, id))
      expect(thread).toMatchObject({ ...(await recount(db, id)) })
    }),
    { numRuns: 15 }
  )
})
