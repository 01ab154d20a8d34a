import { lt, sql } from 'drizzle-orm'
import { after, transaction, type Context, type Counts } from '@stoa/core'
import { attemptEach } from '@stoa/core/server'
import { retentionRuns } from './schema.ts'
import { termKeys, type TermKey } from './terms.ts'
import { removedBefore, storedValue } from './values.ts'

const runsKept = 400 * 24 * 3600_000

/**
 * Removes what every term no longer keeps, in batches that each record what they removed, so that a
 * worker that dies loses no count. An hourly task calls it.
 * @throws AggregateError after all other terms are cleaned
 */
export async function cleanRetained(ctx: Context): Promise<void> {
  await attemptEach(termKeys, (term) => clean(ctx, term))
  const oldest = after(ctx.now, -runsKept).slice(0, 10)
  await ctx.db.delete(retentionRuns).where(lt(retentionRuns.day, oldest))
}

async function clean(ctx: Context, term: TermKey): Promise<void> {
  let isDone = false
  while (!isDone) isDone = await transaction(ctx, (ctx) => cleanBatch(ctx, term))
}

async function cleanBatch(ctx: Context, term: TermKey): Promise<boolean> {
  const before = removedBefore(ctx, term, await storedValue(ctx, term))
  const { removed, done } = await ctx.ports.cleaners[term].remove(ctx, before)
  await recordRun(ctx, term, removed)
  return done
}

async function recordRun({ db, now }: Context, term: TermKey, removed: Counts): Promise<void> {
  const day = now.slice(0, 10)
  const rows = Object.entries(removed).map(([kind, count]) => ({ kind, count }))
  await db
    .insert(retentionRuns)
    .values(rows.map((row) => ({ ...row, term, day, ranAt: now })))
    .onConflictDoUpdate({
      target: [retentionRuns.term, retentionRuns.kind, retentionRuns.day],
      set: { count: sql`${retentionRuns.count} + excluded.count`, ranAt: now }
    })
}
