import { sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { posts, meToos, threads, votes } from './schema.ts'

export type Counters = {
  highestNumber: number
  /** Visible replies; `officialCount` counts visible posts by staff. */
  replyCount: number
  officialCount: number
  /** Votes for the first post. */
  voteCount: number
  meTooCount: number
}

/** Counts a thread's counters from its rows. Tests compare the stored counters with it. */
export async function recount(db: Database, threadId: number): Promise<Counters> {
  const [row] = await db.execute<Counters>(sql`
    select coalesce(max(number), 0) as "highestNumber",
      count(*) filter (where state = 'visible' and number > 1) as "replyCount",
      count(*) filter (where state = 'visible' and official) as "officialCount",
      (select count(*) from ${votes} join ${posts} first on first.id = votes.post_id
        where first.thread_id = ${threadId} and first.number = 1) as "voteCount",
      (select count(*) from ${meToos} where thread_id = ${threadId}) as "meTooCount"
    from ${posts} where thread_id = ${threadId}`)
  if (!row) throw new Error('an aggregate without a row')
  return row
}

/**
 * Recounts the visible replies and official posts of a thread and finds its last poster. Call it in
 * the transaction that holds the thread's lock.
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
