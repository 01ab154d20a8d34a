import { eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { clearChangedPosts } from './changed-posts.ts'
import type { FoundPost } from './finding.ts'
import { posts, threads } from './schema.ts'

/**
 * Locks the thread's row until the transaction of `ctx` ends. To avoid deadlocks, lock a thread
 * before its posts. Rows that refer to the thread can still be added.
 */
export async function lockThread({ db }: Context, id: number): Promise<void> {
  clearChangedPosts({ db })
  await db.select({ id: threads.id }).from(threads).where(eq(threads.id, id)).for('no key update')
}

/** Locks a post and returns its present row. */
export async function lockPost({ db }: Context, id: number): Promise<FoundPost> {
  clearChangedPosts({ db })
  const [post] = await db.select().from(posts).where(eq(posts.id, id)).for('update')
  if (!post) throw new Error(`post ${id} is gone, and posts never go`)
  return post
}
