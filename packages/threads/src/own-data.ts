import { asc, eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { bookmarks, drafts, posts, threads, votes } from './schema.ts'

/** What is kept of a user's own writing and reading, for the export of their data. */
export async function ownThreadData({ db }: Context, userId: number) {
  return {
    posts: await postsBy(db, userId),
    drafts: await db.select().from(drafts).where(eq(drafts.userId, userId)),
    bookmarks: await db.select().from(bookmarks).where(eq(bookmarks.userId, userId)),
    votes: await db.select().from(votes).where(eq(votes.userId, userId))
  }
}

const postsBy = (db: Context['db'], userId: number) =>
  db
    .select({
      id: posts.id,
      threadId: posts.threadId,
      threadTitle: threads.title,
      number: posts.number,
      body: posts.body,
      state: posts.state,
      createdAt: posts.createdAt,
      editedAt: posts.editedAt
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(eq(posts.authorId, userId))
    .orderBy(asc(posts.id))
