import { and, desc, eq, inArray, lt } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { posts } from '../schema.ts'

/**
 * Returns the text of the actor's last post in a thread, optionally the last one before a number.
 * Guards read it together with the new text.
 */
export async function previousBody(
  { db, actor }: Context,
  threadId: number,
  before?: number
): Promise<string | undefined> {
  const isEarlier = before === undefined ? undefined : lt(posts.number, before)
  const isTheirs = and(eq(posts.threadId, threadId), eq(posts.authorId, actor.id))
  const [post] = await db
    .select({ body: posts.body })
    .from(posts)
    .where(and(isTheirs, inArray(posts.state, ['visible', 'held']), isEarlier))
    .orderBy(desc(posts.number))
    .limit(1)
  return post?.body
}
