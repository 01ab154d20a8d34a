import { desc, gte, max, sql, sum } from 'drizzle-orm'
import type { z } from 'zod'
import { selectApprovals, waitingOf, waitsFor } from '@stoa/accounts/approvals'
import { after, type Context } from '@stoa/core'
import { fixedPeriodDays, fixedPeriodKeys } from '@stoa/core/fixed-periods'
import type { retentionPage, RetentionPeriod } from './contract.ts'
import { retentionChanges, retentionRuns } from './schema.ts'
import { periodKeys, retentionPeriods, type PeriodKey } from './periods.ts'
import { retentionValues } from './values.ts'

const day = 24 * 3600_000
const changesShownFor = 730 * day
const maxChanges = 50

/** Returns what is kept how long, and what changed of it, for everybody. */
export async function showRetention(ctx: Context): Promise<z.infer<typeof retentionPage>> {
  const values = await retentionValues(ctx)
  const { period, valueBefore, value, changedAt, id } = retentionChanges
  const changes = await ctx.db
    .select({ period, valueBefore, value, changedAt })
    .from(retentionChanges)
    .where(gte(changedAt, after(ctx.now, -changesShownFor)))
    .orderBy(desc(id))
    .limit(maxChanges)
  const unitOf = (period: PeriodKey) => ({ period, unit: retentionPeriods[period].unit })
  return {
    items: periodKeys.map((period) => ({ ...unitOf(period), value: values[period] })),
    fixed: fixedPeriodKeys.map((key) => ({ period: key, days: fixedPeriodDays[key] })),
    changes: changes.map((change) => ({ ...change, ...unitOf(change.period) }))
  }
}

/** Returns every period with its bounds, what its cleaner did, and what waits. */
export async function listRetentionPeriods(ctx: Context): Promise<{ items: RetentionPeriod[] }> {
  const [values, runs, waiting] = await Promise.all([
    retentionValues(ctx),
    readRuns(ctx),
    waitingChanges(ctx)
  ])
  const items = periodKeys.map((period) => {
    const ofPeriod = runs.filter((run) => run.period === period)
    return {
      ...{ period, ...retentionPeriods[period], value: values[period] },
      ranAt:
        ofPeriod
          .map(({ ranAt }) => ranAt)
          .sort()
          .at(-1) ?? null,
      removed: ofPeriod.map(({ kind, count }) => ({ kind, count })),
      waiting: waiting.get(period) ?? null
    }
  })
  return { items }
}

async function readRuns({ db, now }: Context) {
  const { period, kind, day: date, ranAt, count } = retentionRuns
  const isShown = sql`${date} > ${after(now, -30 * day).slice(0, 10)}`
  return db
    .select({
      ...{ period, kind },
      ranAt: sql<string>`${max(ranAt)}`.mapWith(ranAt),
      count: sql<number>`coalesce(${sum(count)} filter (where ${isShown}), 0)`.mapWith(Number)
    })
    .from(retentionRuns)
    .groupBy(period, kind)
    .orderBy(period, kind)
}

async function waitingChanges(ctx: Context) {
  const kind = 'retention_period'
  const approvals = await selectApprovals<typeof kind>(ctx, waitsFor(kind))
  const waiting = await waitingOf(ctx, approvals)
  return new Map(
    approvals.map(({ subject: { period, value } }, at) => [period, { ...waiting[at]!, value }])
  )
}
