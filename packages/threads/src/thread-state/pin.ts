import { and, count, eq, gt, isNull, ne, or, sql } from 'drizzle-orm'
import { after, atLeast, conflict, emit, invalid, transaction, type Context } from '@stoa/core'
import { findModeratedThread, type FoundThread } from '../find.ts'
import { addThreadHistory } from './history.ts'
import { actOn } from '../moderation-act.ts'
import { authorize } from '../policy.ts'
import { threadMarks, threads } from '../schema.ts'

type Pin = { scope: 'category' | 'everywhere'; until: string }

const day = 24 * 3600_000
const maxDuration = { volunteer: 14 * day, staff: 366 * day }
const most = { category: 3, everywhere: 3 }

/**
 * Pins a thread to the top of its category, or of all lists, until a date. A second pin of the same
 * scope only changes the date, and the same date changes nothing.
 * @throws Problem 404; 403 unless the actor moderates its category, `own_case` for a volunteer's
 * own thread, `staff_only_pin` for `everywhere` below staff; 409 `thread_not_public`,
 * `too_many_pins`; 422 on `until` for a date in the past or further than 14 days (staff: a year)
 */
export async function pinThread(ctx: Context, id: number, pin: Pin): Promise<void> {
  const thread = await findModeratedThread(ctx, id)
  authorize.pin(ctx.actor, thread, pin.scope)
  checkUntil(ctx, pin.until)
  if (thread.state !== 'visible') throw conflict('thread_not_public')
  await transaction(ctx, async (ctx) => {
    await checkRoom(ctx, thread, pin)
    if (!(await putPin(ctx, id, pin))) return
    await addThreadHistory(ctx, thread, 'pinned')
    await ctx.ports.moderation.recordAction(ctx, actOn('pinned', thread))
    await emit(ctx, 'thread.pinned', { threadId: id })
  })
}

/**
 * Removes all pins of a thread.
 * @throws Problem 404; 403 unless the actor moderates its category, `staff_only_pin` for a
 * volunteer if it is pinned everywhere
 */
export async function unpinThread(ctx: Context, id: number): Promise<void> {
  const thread = await findModeratedThread(ctx, id)
  await transaction(ctx, async (ctx) => {
    const removed = await ctx.db
      .delete(threadMarks)
      .where(and(eq(threadMarks.threadId, id), eq(threadMarks.kind, 'pin')))
      .returning({ scope: threadMarks.ref })
    if (removed.length === 0) return
    const scopes = removed.map(({ scope }) => scope)
    authorize.unpin(ctx.actor, thread, scopes)
    await addThreadHistory(ctx, thread, 'unpinned')
    await ctx.ports.moderation.recordAction(ctx, actOn('unpinned', thread))
    await emit(ctx, 'thread.unpinned', { threadId: id })
  })
}

/** False if the thread is pinned so already. */
async function putPin({ db, now }: Context, threadId: number, { scope, until }: Pin) {
  const changed = await db
    .insert(threadMarks)
    .values({ threadId, kind: 'pin', ref: scope, state: 'pinned', since: now, until })
    .onConflictDoUpdate({
      target: [threadMarks.threadId, threadMarks.kind, threadMarks.ref],
      set: { until, since: now },
      setWhere: sql`${threadMarks.until} is distinct from excluded.until`
    })
    .returning({ threadId: threadMarks.threadId })
  return changed.length > 0
}

function checkUntil({ actor, now }: Context, until: string) {
  const last = after(now, maxDuration[atLeast(actor.role, 'staff') ? 'staff' : 'volunteer'])
  if (until <= now || until > last)
    throw invalid('until', 'threads_pin_until', { days: daysTo(now, last) })
}

const daysTo = (now: string, last: string) => (Date.parse(last) - Date.parse(now)) / day

/** Limits the number of pins per category and for the whole forum. */
async function checkRoom({ db, now }: Context, thread: FoundThread, { scope }: Pin) {
  // Without the lock, two pins made at the same time could exceed the limit.
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended('threads.pins', 0))`)
  const [others] = await db
    .select({ count: count() })
    .from(threadMarks)
    .innerJoin(threads, eq(threads.id, threadMarks.threadId))
    .where(
      and(
        eq(threadMarks.kind, 'pin'),
        eq(threadMarks.ref, scope),
        or(isNull(threadMarks.until), gt(threadMarks.until, now)),
        ne(threads.id, thread.id),
        eq(threads.state, 'visible'),
        scope === 'category' ? eq(threads.categoryId, thread.categoryId) : undefined
      )
    )
  if ((others?.count ?? 0) >= most[scope]) throw conflict('too_many_pins', { maximum: most[scope] })
}
