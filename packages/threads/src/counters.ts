import { eq, sql } from 'drizzle-orm'
import type { Database } from '@stoa/core/database'
import { posts, sameProblems, threads, votes } from './schema.ts'

/** Counters of a thread; what they must say is counted from its rows. */
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
 * What the counters of a thread must say; `doctor` and tests compare it with what the row says.
 * A number that was given to a post that has moved away counts as given.
 */
export async function recount(db: Database, threadId: number): Promise<Counters | undefined> {
  const ofPosts = (what: string, condition: string) => sql<number>`(select ${sql.raw(what)}
    from ${posts} where ${posts.threadId} = ${threads.id} and ${sql.raw(condition)})`
  const [row] = await db
    .select({
      highestNumber: ofPosts('max(number)', 'true'),
      replyCount: ofPosts('count(*)', `state = 'visible' and number > 1`),
      officialCount: ofPosts('count(*)', `state = 'visible' and official`),
      voteCount: sql<number>`(select count(*) from ${votes} join ${posts} on ${posts.id} = post_id
        where ${posts.threadId} = ${threads.id} and ${posts.number} = 1)`,
      sameProblemCount: sql<number>`(select count(*) from ${sameProblems}
        where thread_id = ${threads.id})`
    })
    .from(threads)
    .where(eq(threads.id, threadId))
  return row
}
