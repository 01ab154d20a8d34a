import { sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { posts, threads } from './schema.ts'

/**
 * Counts anew what guests see of a thread, after posts appeared or disappeared: replies, official
 * posts, and whose the last post is. Call it in the transaction that holds the thread's lock.
 */
export async function recountThread({ db }: Context, threadId: number): Promise<void> {
  await db.execute(sql`
    update ${threads} set
      reply_count = seen.replies,
      official_count = seen.official,
      last_post_at = coalesce(last.created_at, threads.created_at),
      last_poster_id = coalesce(last.author_id, threads.author_id)
    from (
      select count(*) filter (where number > 1) as replies, count(*) filter (where official) as official
      from ${posts} where thread_id = ${threadId} and state = 'visible'
    ) seen left join lateral (
      select created_at, author_id from ${posts} where thread_id = ${threadId} and state = 'visible'
      order by number desc limit 1
    ) last on true
    where threads.id = ${threadId}`)
}
