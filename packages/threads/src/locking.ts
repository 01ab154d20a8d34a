import { eq, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import type { FoundPost } from './finding.ts'
import { isNew } from './new-members.ts'
import { posts, threads } from './schema.ts'

/**
 * Makes other writers of the thread wait until the transaction of `ctx` ends. Whoever locks both a
 * thread and its posts locks the thread first. Rows that refer to the thread can still be added.
 */
export async function lockThread({ db }: Context, id: number): Promise<void> {
  await db.select({ id: threads.id }).from(threads).where(eq(threads.id, id)).for('no key update')
}

/**
 * Makes other texts of the actor wait until the transaction of `ctx` ends, where what they write is compared
 * with what they wrote before. Whoever locks a thread too locks the author first.
 */
export async function lockAuthor({ db, actor }: Context): Promise<void> {
  if (!isNew({ actor })) return
  const lock = `threads.author:${actor.id}`
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`)
}

/** Locks a post and answers what stands in it now. */
export async function lockPost({ db }: Context, id: number): Promise<FoundPost> {
  const [post] = await db.select().from(posts).where(eq(posts.id, id)).for('update')
  if (!post) throw new Error(`post ${id} is gone, and posts never go`)
  return post
}
