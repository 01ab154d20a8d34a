import { sql } from 'drizzle-orm'
import type { Database } from '@stoa/core/database'
import { posts, sameProblems, votes } from './schema.ts'

/** Counters of a thread. */
export type Counters = {
  highestNumber: number
  /** Replies, and posts by staff, that guests see. */
  replyCount: number
  officialCount: number
  /** Of the first post. */
  voteCount: number
  sameProblemCount: number
}

/**
 * What the counters of a thread must say, counted from its rows; `doctor` and tests compare it with
 * what the thread says.
 */
export async function recount(db: Database, threadId: number): Promise<Counters> {
  const [row] = await db.execute<Counters>(sql`
    select coalesce(max(number), 0) as "highestNumber",
      count(*) filter (where state = 'visible' and number > 1) as "replyCount",
      count(*) filter (where state = 'visible' and official) as "officialCount",
      (select count(*) from ${votes} join ${posts} first on first.id = votes.post_id
        where first.thread_id = ${threadId} and first.number = 1) as "voteCount",
      (select count(*) from ${sameProblems} where thread_id = ${threadId}) as "sameProblemCount"
    from ${posts} where thread_id = ${threadId}`)
  if (!row) throw new Error('an aggregate without a row')
  return row
}
