import { lt, sql } from 'drizzle-orm'
import { after, transaction, type Context, type Counts } from '@stoa/core'
import { attemptEach } from '@stoa/core/server'
import { retentionRuns } from './schema.ts'
import { periodKeys, type PeriodKey } from './periods.ts'
import { removedBefore, storedValue } from './values.ts'

const runsKept = 400 * 24 * 3600_000

/**
 * Removes what every period no longer keeps, in batches that each record what they removed, so that a
 * worker that dies loses no count. An hourly task calls it.
 * @throws AggregateError after all other periods are cleaned
 */
export async function cleanRetained(ctx: Context): Promise<void> {
  await attemptEach(periodKeys, (period) => clean(ctx, period))
  const oldest = after(ctx.now, -runsKept).slice(0, 10)
  await ctx.db.delete(retentionRuns).where(lt(retentionRuns.day, oldest))
}

async function clean(ctx: Context, period: PeriodKey): Promise<void> {
  let isDone = false
  while (!isDone) isDone = await transaction(ctx, (ctx) => cleanBatch(ctx, period))
}

async function cleanBatch(ctx: Context, period: PeriodKey): Promise<boolean> {
  const before = removedBefore(ctx, period, await storedValue(ctx, period))
  const { removed, done } = await ctx.ports.cleaners[period].remove(ctx, before)
  await recordRun(ctx, period, removed)
  return done
}

async function recordRun({ db, now }: Context, period: PeriodKey, removed: Counts): Promise<void> {
  const day = now.slice(0, 10)
  const rows = Object.entries(removed).map(([kind, count]) => ({ kind, count }))
  await db
    .insert(retentionRuns)
    .values(rows.map((row) => ({ ...row, period, day, ranAt: now })))
    .onConflictDoUpdate({
      target: [retentionRuns.period, retentionRuns.kind, retentionRuns.day],
      set: { count: sql`${retentionRuns.count} + excluded.count`, ranAt: now }
    })
}
