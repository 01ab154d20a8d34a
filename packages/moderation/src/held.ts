import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import { atLeast, decodeCursor, paged, type Context } from '@stoa/core'
import { authorFields } from '@stoa/accounts'
import { users } from '@stoa/accounts/schema'
import { visiblePosts } from '@stoa/threads'
import { categories, posts, threads } from '@stoa/threads/schema'
import { categoryColumns } from './columns.ts'
import type { HeldPost } from './contract.ts'

const pageSize = 20
const cursorKey = z.tuple([z.iso.datetime({ precision: 3 }), z.number().int()])

/** Posts that wait for approval where the actor moderates, the oldest first; never their own. */
export async function listHeld(ctx: Context, { cursor }: { cursor?: string }) {
  const rows = await heldPosts(ctx, cursor)
  const { items, next } = paged(rows, pageSize, (row) => [row.createdAt, row.postId])
  return { items: items.map(toHeldPost), next }
}

function heldPosts(ctx: Context, cursor?: string) {
  const { actor, db } = ctx
  const [createdAt, id] = cursor ? decodeCursor(cursor, cursorKey) : []
  const moderated = atLeast(actor.role, 'staff')
    ? undefined
    : inArray(threads.categoryId, [...actor.moderates])
  const later =
    createdAt && sql`(${posts.createdAt}, ${posts.id}) > (${createdAt}::timestamptz, ${id})`
  return db
    .select({
      postId: posts.id,
      threadId: threads.id,
      number: posts.number,
      title: threads.title,
      html: posts.html,
      createdAt: posts.createdAt,
      author: authorFields,
      category: categoryColumns(ctx)
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(categories, eq(categories.id, threads.categoryId))
    .innerJoin(users, eq(users.id, posts.authorId))
    .where(
      and(
        visiblePosts(actor),
        eq(posts.state, 'held'),
        moderated,
        ne(posts.authorId, actor.id),
        later || undefined
      )
    )
    .orderBy(asc(posts.createdAt), asc(posts.id))
    .limit(pageSize + 1)
}

type Row = Awaited<ReturnType<typeof heldPosts>>[number]

const toHeldPost = (row: Row): HeldPost => ({
  postId: row.postId,
  threadId: row.threadId,
  number: row.number,
  title: row.title,
  html: row.html,
  author: row.author,
  category: row.category,
  createdAt: row.createdAt
})
