import { and, count, eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { users } from '@stoa/accounts/schema'
import { events } from '@stoa/core/schema'
import { notifications } from '@stoa/notifications/schema'
import { startForum } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()

/** Lets so many new members follow a thread. */
const follow = (threadId: number, followers: number) =>
  forum.connection.db.execute(sql`
    with follower as (insert into ${users} (username, username_key, email, email_verified_at, created_at)
      select 'follower' || n, 'follower' || n, n || '@many.test', ${forum.now()}::timestamptz, ${forum.now()}::timestamptz
      from generate_series(1, ${followers}::int) n returning id)
    insert into thread_followings (user_id, thread_id, level, created_at)
    select id, ${threadId}::bigint, 'following', ${forum.now()}::timestamptz from follower`)

test('a reply with over 500 followers notifies each once, by a job of its own', async () => {
  const { db } = forum.connection
  const { id } = await createThread(await forum.user(), await forum.category())
  await follow(id, 600)
  const post = await reply(await forum.user(), id)
  const other = await createThread(await forum.user(), await forum.category())
  const beside = await reply(await forum.user(), other.id)
  await forum.settle()
  const jobs = await db.select().from(events).where(eq(events.type, 'post.many_readers'))
  expect(jobs.map(({ payload }) => payload['postId'])).toEqual([post.id])
  const told = (postId: number, kind: 'reply' | 'answer') =>
    db
      .select({ count: count() })
      .from(notifications)
      .where(and(eq(notifications.postId, postId), eq(notifications.kind, kind)))
  expect(await told(post.id, 'reply')).toEqual([{ count: 600 }])
  expect(await told(beside.id, 'answer')).toEqual([{ count: 1 }])
})
