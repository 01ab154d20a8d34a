import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { contribute } from '@stoa/accounts'
import { findCategory } from './categories.ts'
import { findThread } from './finding.ts'
import { inCategories } from './list-filters.ts'
import { visibleThreads } from './policy.ts'
import { readings, threads } from './schema.ts'

/**
 * Remembers up to which number the actor has read a thread; it never goes back. The first time counts
 * towards their trust.
 * @throws Problem 404
 */
export async function noteReading(ctx: Context, threadId: number, number: number): Promise<void> {
  const { highestNumber } = await findThread(ctx, threadId)
  const { db, actor, now } = ctx
  const [reading] = await db
    .insert(readings)
    .values({ userId: actor.id, threadId, number: Math.min(number, highestNumber), readAt: now })
    .onConflictDoUpdate({
      target: [readings.userId, readings.threadId],
      set: { number: sql`greatest(${readings.number}, excluded.number)`, readAt: now }
    })
    .returning({ isFirst: sql<boolean>`xmax = 0` })
  if (reading?.isFirst)
    await contribute(ctx, { userId: actor.id, kind: 'thread_read', ref: threadId })
}

/**
 * Marks every thread that the actor may read as read, or those of a category and below it.
 * @throws Problem 404 for an unknown category
 */
export async function markAllRead(ctx: Context, { category }: { category?: string }) {
  const family = category === undefined ? undefined : await findCategory(ctx, category)
  const within = family && inCategories(family)
  const seen = ctx.db
    .select({
      userId: sql`${ctx.actor.id}::bigint`.as('user_id'),
      threadId: threads.id,
      number: threads.highestNumber,
      readAt: sql`${ctx.now}::timestamptz`.as('read_at')
    })
    .from(threads)
    .where(and(visibleThreads(ctx.actor), eq(threads.state, 'visible'), within))
  await ctx.db
    .insert(readings)
    .select(seen)
    .onConflictDoUpdate({
      target: [readings.userId, readings.threadId],
      set: { number: sql`excluded.number`, readAt: ctx.now },
      setWhere: sql`${readings.number} < excluded.number`
    })
}
