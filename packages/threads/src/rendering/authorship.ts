import { eq } from 'drizzle-orm'
import { notFound, type Context } from '@stoa/core'
import type { FoundPost } from '../finding.ts'
import { posts, threads } from '../schema.ts'
import type { Authorship } from './rendering.ts'

type Linked = Pick<FoundPost, 'authorId' | 'releasedLinks'>

/** Author, category and released links of a stored post, for rendering it. */
export const authorshipOf = (post: Linked, { categoryId }: { categoryId: number }): Authorship => ({
  authorId: post.authorId,
  releasedLinks: post.releasedLinks,
  categoryId
})

/** `authorshipOf` as columns, for queries that join `threads`. */
export const authorshipColumns = {
  authorId: posts.authorId,
  releasedLinks: posts.releasedLinks,
  categoryId: threads.categoryId
}

/** `authorshipOf` for a post whose thread was not read yet. */
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
