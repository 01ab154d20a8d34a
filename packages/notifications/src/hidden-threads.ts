import { and, eq, gt, ne, type SQL } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { posts, threads } from '@stoa/threads/tables'
import type { Cause } from './note.ts'
import { notify } from './notify.ts'
import { notifications } from './schema.ts'

type Hidden = Cause & { actorId: number; payload: { postId: number; threadId: number } }

/**
 * Notifies repliers of a thread that was hidden with its first post, because their replies are
 * hidden too.
 */
export async function notifyRepliers(ctx: Context, event: Hidden): Promise<void> {
  const { postId, threadId } = event.payload
  if (!(await isFirstOf(ctx, postId, eq(threads.state, 'hidden')))) return
  const note = { kind: 'thread_hidden', byId: event.actorId, threadId } as const
  await notify(ctx, event, note, await repliers(ctx, threadId))
}

/**
 * Notifies those who were notified of the hiding that the thread is visible again, with its first
 * post.
 */
export async function notifyOfRestoredThread(ctx: Context, event: Hidden): Promise<void> {
  const { postId, threadId } = event.payload
  if (!(await isFirstOf(ctx, postId, ne(threads.state, 'hidden')))) return
  const told = await ctx.db
    .delete(notifications)
    .where(and(eq(notifications.kind, 'thread_hidden'), eq(notifications.threadId, threadId)))
    .returning({ userId: notifications.userId })
  const note = { kind: 'thread_hidden', byId: event.actorId, threadId } as const
  await notify(ctx, event, note, [...new Set(told.map(({ userId }) => userId))])
}

/** Whether a post is the first of a thread in that state. */
async function isFirstOf({ db }: Context, postId: number, inState: SQL): Promise<boolean> {
  const isFirst = and(eq(posts.id, postId), eq(posts.number, 1), inState)
  const rows = await db
    .select({ id: posts.id })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(isFirst)
  return rows.length > 0
}

/** Omits the thread's author, who is notified of the decision itself. */
async function repliers({ db }: Context, threadId: number): Promise<number[]> {
  const isReply = and(eq(posts.threadId, threadId), gt(posts.number, 1), eq(posts.state, 'visible'))
  const rows = await db
    .selectDistinct({ id: posts.authorId })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(isReply, ne(posts.authorId, threads.authorId)))
  return rows.map(({ id }) => id)
}
