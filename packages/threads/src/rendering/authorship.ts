import { eq } from 'drizzle-orm'
import { notFound, type Context } from '@stoa/core'
import type { FoundPost } from '../finding.ts'
import { posts, threads } from '../schema.ts'
import type { Authorship } from './rendering.ts'

type Linked = Pick<FoundPost, 'authorId' | 'releasedLinks'>

/** Whose a stored post is, and where, for rendering it. */
export const authorshipOf = (post: Linked, { categoryId }: { categoryId: number }): Authorship => ({
  authorId: post.authorId,
  releasedLinks: post.releasedLinks,
  categoryId
})

/** The same as columns, for queries that join `threads`. */
export const authorshipColumns = {
  authorId: posts.authorId,
  releasedLinks: posts.releasedLinks,
  categoryId: threads.categoryId
}

/** The same where its thread is not known. */
export async function findAuthorship(
  { db }: Context,
  post: Linked & { threadId: number }
): Promise<Authorship> {
  const [thread] = await db
    .select({ categoryId: threads.categoryId })
    .from(threads)
    .where(eq(threads.id, post.threadId))
  if (!thread) throw notFound()
  return authorshipOf(post, thread)
}
