import { and, desc, eq, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import { after, emit, invalid, transaction, type Context } from '@stoa/core'
import { findModeratedThread, type FoundThread } from '../find.ts'
import { addThreadHistory } from './history.ts'
import { actOn, recordOnOthers } from '../moderation-act.ts'
import { authorize } from '../policy.ts'
import { threadHistory, threads } from '../schema.ts'

/**
 * Closes a thread: only its moderators can still reply. Of a closed thread, it changes reason and
 * reopening time; the same ones change nothing.
 * @param input `reason`: from the list, shown to everybody; `reopensAt`: time at which the thread
 * reopens automatically
 * @throws Problem 404; 403 unless the actor moderates its category, `staff_only_thread` for
 * volunteers if staff have answered or a ticket is open, or as `recordAction`; 422 for a time that
 * is past or more than a year away
 */
export async function closeThread(
  ctx: Context,
  id: number,
  { reason = null, reopensAt = null }: Partial<Closing>
): Promise<void> {
  const thread = await findClosable(ctx, id)
  checkReopening(ctx, reopensAt)
  await transaction(ctx, async (ctx) => {
    if (!(await putClosing(ctx, id, { reason, reopensAt }))) return
    await addThreadHistory(ctx, thread, 'closed', {
      ...(reason && { reason }),
      ...(reopensAt && { reopensAt })
    })
    await recordOnOthers(ctx, { ...actOn('closed', thread), reason })
    await emit(ctx, 'thread.closed', { threadId: id })
  })
}

type Closing = { reason: string | null; reopensAt: string | null }

/** False if the thread is closed so already. `closedById` set reason and time; `closedAt` stays. */
async function putClosing({ db, now, actor }: Context, id: number, { reason, reopensAt }: Closing) {
  const isChanged = or(
    isNull(threads.closedAt),
    sql`${threads.closeReason} is distinct from ${reason}`,
    sql`${threads.reopensAt} is distinct from ${reopensAt}::timestamptz`
  )
  const changed = await db
    .update(threads)
    .set({
      closedAt: sql`coalesce(${threads.closedAt}, ${now}::timestamptz)`,
      closedById: actor.id,
      closeReason: reason,
      reopensAt
    })
    .where(and(eq(threads.id, id), isChanged))
    .returning({ id: threads.id })
  return changed.length > 0
}

/**
 * Reopens a closed thread.
 * @throws Problem as `closeThread`
 */
export async function reopenThread(ctx: Context, id: number): Promise<void> {
  const thread = await findClosable(ctx, id)
  await transaction(ctx, async (ctx) => {
    const rows = await ctx.db
      .update(threads)
      .set(opened)
      .where(and(eq(threads.id, id), isNotNull(threads.closedAt)))
      .returning({ id: threads.id })
    if (rows.length === 0) return
    await addThreadHistory(ctx, thread, 'reopened')
    await recordOnOthers(ctx, actOn('reopened', thread))
    await emit(ctx, 'thread.reopened', { threadId: id })
  })
}

/**
 * Closes a thread with its last reason and reopening time. It undoes a reopening. Changes nothing
 * if the thread is closed already, or if the reopening time has passed.
 * @throws Problem as `closeThread`
 */
export async function closeAgain(ctx: Context, id: number): Promise<void> {
  if ((await findClosable(ctx, id)).closedAt !== null) return
  const [last] = await ctx.db
    .select({ detail: threadHistory.detail })
    .from(threadHistory)
    .where(and(eq(threadHistory.threadId, id), eq(threadHistory.kind, 'closed')))
    .orderBy(desc(threadHistory.id))
    .limit(1)
  const [reason, reopensAt] = [last?.detail['reason'], last?.detail['reopensAt']].map(textOrNull)
  if (!reopensAt || reopensAt > ctx.now) await closeThread(ctx, id, { reason, reopensAt })
}

const textOrNull = (value: string | number | undefined) =>
  typeof value === 'string' ? value : null

const opened = { closedAt: null, closedById: null, closeReason: null, reopensAt: null }

const maxDuration = 366 * 24 * 3600_000

function checkReopening({ now }: Context, reopensAt: string | null) {
  if (reopensAt === null) return
  if (reopensAt <= now || reopensAt > after(now, maxDuration))
    throw invalid('reopensAt', 'threads_reopening_time')
}

/** Timed task: reopens the threads whose reopening time has come. */
export async function reopenDue(ctx: Context): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const rows = await ctx.db
      .update(threads)
      .set(opened)
      .where(and(isNotNull(threads.closedAt), lte(threads.reopensAt, ctx.now)))
      .returning({ id: threads.id, categoryId: threads.categoryId })
    for (const thread of rows) {
      await addThreadHistory(ctx, thread, 'reopened')
      await emit(ctx, 'thread.reopened', { threadId: thread.id })
    }
  })
}

async function findClosable(ctx: Context, id: number): Promise<FoundThread> {
  const thread = await findModeratedThread(ctx, id)
  authorize.restructure(ctx.actor, thread)
  return thread
}
