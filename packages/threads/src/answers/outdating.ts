import { eq } from 'drizzle-orm'
import { conflict, emit, invalid, transaction, type Context } from '@stoa/core'
import { findPost, type FoundPost, type FoundThread } from '../finding.ts'
import { lockPost, lockThread } from '../locking.ts'
import { authorize } from '../policy.ts'
import { posts } from '../schema.ts'
import { isReadWithin } from '../visibility.ts'

type Found = Awaited<ReturnType<typeof findPost>>

/**
 * Marks an answer as outdated and names its successor: a post that everybody who reads the answer
 * may read too, in the same thread or another. A second call replaces the successor.
 * @throws Problem 404; 401, 403 or 409 as `rules.outdate`; 403 as `recordAction`; 422 on
 * `successorId`
 */
export async function markOutdated(ctx: Context, id: number, successorId?: number): Promise<void> {
  const found = await findAnswer(ctx, id)
  if (successorId !== undefined) await checkSuccessor(ctx, found, successorId)
  await change(ctx, found, {
    outdatedAt: ctx.now,
    outdatedById: ctx.actor.id,
    successorId: successorId ?? null
  })
}

/**
 * Removes the outdated mark of an answer.
 * @throws Problem as `markOutdated`
 */
export async function markCurrent(ctx: Context, id: number): Promise<void> {
  const found = await findAnswer(ctx, id)
  await change(ctx, found, { outdatedAt: null, outdatedById: null, successorId: null })
}

async function findAnswer(ctx: Context, id: number): Promise<Found> {
  const found = await findPost(ctx, id)
  authorize.outdate(ctx.actor, found.thread, found.post)
  return found
}

async function checkSuccessor(ctx: Context, { post, thread }: Found, id: number) {
  const successor = await findPost(ctx, id).catch(() => undefined)
  if (!successor || !isSuccessor(post, thread, successor))
    throw invalid('successorId', 'field_threads_no_successor')
}

/**
 * A successor must be public, not outdated itself, and visible to everybody who can read the
 * answer.
 */
function isSuccessor(post: FoundPost, thread: FoundThread, successor: Found): boolean {
  const isPublic = successor.post.state === 'visible' && successor.thread.state === 'visible'
  const isOpen = isReadWithin(thread, successor.thread)
  return isPublic && isOpen && successor.post.id !== post.id && successor.post.outdatedAt === null
}

type Mark = Pick<typeof posts.$inferSelect, 'outdatedAt' | 'outdatedById' | 'successorId'>

async function change(ctx: Context, { post, thread }: Found, mark: Mark) {
  await transaction(ctx, async (ctx) => {
    await lockThread(ctx, thread.id)
    const now = await lockPost(ctx, post.id)
    if (now.state !== 'visible') throw conflict('post_state_changed')
    if (isMarked(now, mark)) return
    await ctx.db.update(posts).set(mark).where(eq(posts.id, post.id))
    await record(ctx, { post, thread }, mark.outdatedAt === null ? 'current' : 'outdated')
    await emit(ctx, 'thread.changed', { threadId: thread.id })
  })
}

const isMarked = (now: Mark, mark: Mark) =>
  (now.outdatedAt === null) === (mark.outdatedAt === null) &&
  now.outdatedById === mark.outdatedById &&
  now.successorId === mark.successorId

async function record(ctx: Context, { post, thread }: Found, kind: 'outdated' | 'current') {
  if (post.authorId === ctx.actor.id) return
  const ids = { threadId: thread.id, postId: post.id, userId: post.authorId }
  await ctx.ports.moderation.recordAction(ctx, { kind, categoryId: thread.categoryId, ...ids })
}
