import { eq, sql } from 'drizzle-orm'
import { conflict, emit, invalid, transaction, type Context } from '@stoa/core'
import { findPost, lockPost, lockThread, type FoundPost, type FoundThread } from '../find.ts'
import { actOn, recordOnOthers } from '../moderation-act.ts'
import { authorize } from '../policy.ts'
import { posts, threads } from '../schema.ts'
import { isReadWithin, visibleThreads, type Reader } from '../visibility.ts'
import { isoTime } from '../lists/thread-rows.ts'

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
    const kind = mark.outdatedAt === null ? 'current' : 'outdated'
    await recordOnOthers(ctx, actOn(kind, thread, post))
    await emit(ctx, 'thread.changed', { threadId: thread.id })
  })
}

const isMarked = (now: Mark, mark: Mark) =>
  (now.outdatedAt === null) === (mark.outdatedAt === null) &&
  now.outdatedById === mark.outdatedById &&
  now.successorId === mark.successorId

/** The post that replaces an outdated one. */
export type Successor = {
  id: number
  number: number
  threadId: number
  title: string
  editedAt: string | null
  outdatedAt: string | null
}

/**
 * Expression for queries over `posts`: the successor of a post; null if there is none or the reader
 * may not read it.
 */
export const successorOf = (reader: Reader) => sql<Successor | null>`(
  select json_build_object('id', successor.id, 'number', successor.number, 'threadId', ${threads.id},
    'title', ${threads.title}, 'editedAt', successor.edited_at,
    'outdatedAt', successor.outdated_at)
  from posts successor join ${threads} on ${threads.id} = successor.thread_id
  where successor.id = ${posts.successorId} and successor.state = 'visible'
    and ${threads.state} = 'visible' and ${visibleThreads(reader)})`

/**
 * Whether the outdated mark comes from somebody whose word counts: staff, or a moderator who wrote
 * neither the answer nor its successor.
 */
export const isVouchedFor = sql<boolean>`exists (
  select from users marker where marker.id = ${posts.outdatedById} and (marker.role in ('staff', 'admin')
    or marker.role <> 'member' and marker.id <> ${posts.authorId} and marker.id is distinct from
      (select successor.author_id from posts successor where successor.id = ${posts.successorId})))`

/** The outdated mark as readers of a thread get it; null if the post is not outdated. */
export const outdatedIn = (threadId: number, at: string | null, successor: Successor | null) =>
  at === null
    ? null
    : {
        at: isoTime(at),
        by: successor && {
          url: `/p/${successor.id}`,
          number: successor.number,
          title: successor.threadId === threadId ? null : successor.title
        }
      }
