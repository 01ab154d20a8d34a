import { and, count, desc, eq, ne, sql } from 'drizzle-orm'
import { findUser } from '@stoa/accounts'
import type { Context } from '@stoa/core'
import { categoryNames } from '../categories/categories.ts'
import { visibleThreads } from '../visibility.ts'
import { posts, threads } from '../schema.ts'

/**
 * Condition: the accepted post of a thread is a visible answer of somebody but the asker. What the
 * forum says officially thanks nobody.
 */
export const isHelp = and(
  eq(posts.id, threads.acceptedPostId),
  eq(posts.state, 'visible'),
  eq(posts.official, false),
  ne(posts.authorId, threads.authorId)
)

/**
 * Counts the accepted answers of a user by category, most first, in threads that the actor may
 * read.
 * @throws Problem 404 or 410 as `findUser`
 */
export async function countSolvedBy(ctx: Context, username: string) {
  const user = await findUser(ctx, username, { orService: true })
  const solved = count()
  const [rows, names] = await Promise.all([
    ctx.db
      .select({ categoryId: threads.categoryId, solved })
      .from(posts)
      // By the post's own thread, because no index finds threads by their accepted post.
      .innerJoin(threads, and(eq(threads.id, posts.threadId), isHelp))
      .where(and(visibleThreads(ctx.actor), eq(posts.authorId, user.id)))
      .groupBy(threads.categoryId)
      .orderBy(desc(solved), sql`${threads.categoryId}`),
    categoryNames(ctx)
  ])
  const items = rows.flatMap(({ categoryId, solved }) => {
    const category = names.get(categoryId)
    return category ? [{ category, solved }] : []
  })
  return { items }
}
