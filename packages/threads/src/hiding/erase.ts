import { and, eq, inArray, ne } from 'drizzle-orm'
import { emit, transaction, type Context } from '@stoa/core'
import { eraseUploads } from '@stoa/uploads'
import { clearAcceptance } from '../answers/accept-answer.ts'
import { recountThread } from '../counters.ts'
import { dropEdit } from '../editing/edit-approval.ts'
import { lockThread } from '../find.ts'
import {
  bookmarks,
  categoryFollowings,
  drafts,
  mentions,
  posts,
  readings,
  revisions,
  tagFollowings,
  threadFollowings,
  threadHistory,
  threads
} from '../schema.ts'

type Erased = { id: number; threadId: number; number: number }

/**
 * Erases all posts of a user for good, and the threads whose first post is theirs. Effects of
 * `post.erased` delete the copies. The caller has checked that the actor may do it.
 */
export async function erasePostsOf(ctx: Context, userId: number): Promise<void> {
  const own = await ctx.db
    .select({ id: posts.id, threadId: posts.threadId, number: posts.number })
    .from(posts)
    .where(and(eq(posts.authorId, userId), ne(posts.state, 'erased')))
  for (const post of own) await transaction(ctx, (ctx) => erasePost(ctx, post))
}

async function erasePost(ctx: Context, post: Erased) {
  const { id, threadId } = post
  await lockThread(ctx, threadId)
  await clearAcceptance(ctx, post)
  await ctx.db.delete(revisions).where(eq(revisions.postId, id))
  await dropEdit(ctx, id)
  await ctx.db.delete(mentions).where(eq(mentions.postId, id))
  const emptied = { state: 'erased', body: '', html: '', fieldValues: null } as const
  const unedited = { editedAt: null, revisionCount: 0 }
  const noLinks = { quarantinedLinks: [], releasedLinks: [], leadsOut: false, flaggedAt: null }
  await ctx.db
    .update(posts)
    .set({ ...emptied, ...unedited, ...noLinks })
    .where(eq(posts.id, id))
  if (post.number === 1) await eraseThread(ctx, threadId)
  await recountThread(ctx, threadId)
  await emit(ctx, 'post.erased', { postId: id, threadId })
}

async function eraseThread({ db }: Context, id: number) {
  await db
    .delete(threadHistory)
    .where(
      and(eq(threadHistory.threadId, id), inArray(threadHistory.kind, ['retitled', 'retagged']))
    )
  await db
    .update(threads)
    .set({ state: 'erased', title: '', tags: [], fieldChoices: [] })
    .where(eq(threads.id, id))
}

/** Effect of `post.erased`: erases the post's uploads. */
export const eraseUploadsOfPost = (ctx: Context, { postId }: { postId: number }): Promise<void> =>
  eraseUploads(ctx, { kind: 'post', id: postId })

/** Effect of `user.erased`: deletes the data kept for a reader. Votes stay as numbers. */
export async function deleteReaderData(
  { db }: Context,
  { userId }: { userId: number }
): Promise<void> {
  for (const table of [
    drafts,
    bookmarks,
    readings,
    threadFollowings,
    categoryFollowings,
    tagFollowings
  ])
    await db.delete(table).where(inArray(table.userId, [userId]))
}
