import { and, desc, eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { belowCursor, paged } from '@stoa/core/data'
import { authorColumns, usersAs } from '@stoa/accounts'
import { findPost } from '../find.ts'
import { languageOfPost } from '../rendering/stored.ts'
import { publicExcerpt } from '../rendering/markdown.ts'
import { visiblePosts } from '../visibility.ts'
import { authorize } from '../policy.ts'
import { bookmarks, posts, threads } from '../schema.ts'
import { postUrl } from '../urls.ts'

const size = 25
const author = usersAs('author')

/** Bookmarks a post for the actor. @throws Problem 404, 403 `suspended` */
export async function addBookmark(ctx: Context, postId: number): Promise<void> {
  await findPost(ctx, postId)
  authorize.bookmark(ctx.actor)
  await ctx.db
    .insert(bookmarks)
    .values({ postId, userId: ctx.actor.id, createdAt: ctx.now })
    .onConflictDoNothing()
}

/** Removes a bookmark, even if the actor can no longer read the post. */
export async function removeBookmark({ db, actor }: Context, postId: number): Promise<void> {
  await db
    .delete(bookmarks)
    .where(and(eq(bookmarks.postId, postId), eq(bookmarks.userId, actor.id)))
}

/**
 * Lists the actor's bookmarks, newest first, without posts they can no longer read.
 * @throws Problem 422 `invalid_cursor`
 */
export async function listBookmarks(ctx: Context, { cursor }: { cursor?: string }) {
  const rows = await bookmarkRows(ctx, cursor)
  const items = rows.map(({ body, quarantined, threadId, ...row }) => ({
    ...row,
    url: postUrl(threadId, row.title, row.number),
    excerpt: publicExcerpt(body, quarantined)
  }))
  return paged(items, size, ({ id }) => [id])
}

function bookmarkRows({ db, actor }: Context, cursor?: string) {
  return db
    .select(bookmarkColumns)
    .from(bookmarks)
    .innerJoin(posts, eq(posts.id, bookmarks.postId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(author, eq(author.id, posts.authorId))
    .where(
      and(visiblePosts(actor), eq(bookmarks.userId, actor.id), belowCursor(cursor, bookmarks.id))
    )
    .orderBy(desc(bookmarks.id))
    .limit(size + 1)
}

const bookmarkColumns = {
  id: bookmarks.id,
  createdAt: bookmarks.createdAt,
  postId: posts.id,
  number: posts.number,
  threadId: threads.id,
  title: threads.title,
  language: threads.language,
  textLanguage: languageOfPost,
  body: posts.body,
  quarantined: posts.quarantinedLinks,
  author: authorColumns(author)
}
