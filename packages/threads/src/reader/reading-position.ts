import { and, eq, sql, type SQL } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { contribute } from '@stoa/accounts/contributions'
import { findCategory } from '../categories/categories.ts'
import { findThread } from '../find.ts'
import { inCategories } from '../lists/list-filters.ts'
import { readablePosts, visibleThreads } from '../visibility.ts'
import { posts, readings, threads } from '../schema.ts'

/**
 * Records how far the actor has read a thread; the position never goes back. The first reading of a
 * thread counts towards their trust.
 * @throws Problem 404
 */
export async function recordReading(ctx: Context, threadId: number, number: number): Promise<void> {
  await findThread(ctx, threadId)
  const { db, actor, now } = ctx
  const reached = sql<number>`least(${number}::integer, ${lastReadable(ctx)})`
  const [reading] = await db
    .insert(readings)
    .select(positions(ctx, reached).where(eq(threads.id, threadId)))
    .onConflictDoUpdate({
      target: [readings.userId, readings.threadId],
      set: { number: sql`greatest(${readings.number}, excluded.number)`, readAt: now }
    })
    .returning({ isFirst: sql<boolean>`xmax = 0` })
  if (reading?.isFirst)
    await contribute(ctx, { userId: actor.id, kind: 'thread_read', ref: threadId })
}

/**
 * Marks all threads that the actor may read as read, or those of one category and its
 * sub-categories.
 * @throws Problem 404 for an unknown category
 */
export async function markAllRead(ctx: Context, { category }: { category?: string }) {
  const family = category === undefined ? undefined : await findCategory(ctx, category)
  const within = family && inCategories(family.map(({ id }) => id))
  const seen = positions(ctx, lastReadable(ctx)).where(
    and(visibleThreads(ctx.actor), eq(threads.state, 'visible'), within)
  )
  await ctx.db
    .insert(readings)
    .select(seen)
    .onConflictDoUpdate({
      target: [readings.userId, readings.threadId],
      set: { number: sql`excluded.number`, readAt: ctx.now },
      setWhere: sql`${readings.number} < excluded.number`
    })
}

// Posts the actor cannot read yet stay unread, so that they are new when they are published.
const lastReadable = ({ actor }: Context) => sql<number>`(
  select coalesce(max(${posts.number}), 1) from ${posts}
  where ${and(eq(posts.threadId, threads.id), readablePosts(actor))})`

/**
 * Selects rows for `readings`: the actor, a thread, and `number` as the position. The caller adds
 * the condition on threads.
 */
const positions = ({ db, actor, now }: Context, number: SQL<number>) =>
  db
    .select({
      userId: sql`${actor.id}::bigint`.as('user_id'),
      threadId: threads.id,
      number: number.as('number'),
      readAt: sql`${now}::timestamptz`.as('read_at')
    })
    .from(threads)
