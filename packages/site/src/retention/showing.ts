import { desc, gte, max, sql, sum } from 'drizzle-orm'
import type { z } from 'zod'
import { accountRules, usernamesOf } from '@stoa/accounts'
import { dueAt, openChanges, type PendingChange } from '@stoa/accounts/pending-changes'
import { after, type Context } from '@stoa/core'
import type { retentionPage, RetentionTerm } from './contract.ts'

import { retentionChanges, retentionRuns } from './schema.ts'
import { termKeys, terms, type TermKey } from './terms.ts'
import { termValues } from './values.ts'

const day = 24 * 3600_000
const changesShownFor = 730 * day
const maxChanges = 50

/** Returns what is kept how long, and what changed of it, for everybody. */
export async function showRetention(ctx: Context): Promise<z.infer<typeof retentionPage>> {
  const values = await termValues(ctx)
  const { term, valueBefore, value, changedAt, id } = retentionChanges
  const changes = await ctx.db
    .select({ term, valueBefore, value, changedAt })
    .from(retentionChanges)
    .where(gte(changedAt, after(ctx.now, -changesShownFor)))
    .orderBy(desc(id))
    .limit(maxChanges)
  const unitOf = (term: TermKey) => ({ term, unit: terms[term].unit })
  return {
    items: termKeys.map((term) => ({ ...unitOf(term), value: values[term] })),
    changes: changes.map((change) => ({ ...change, ...unitOf(change.term) }))
  }
}

/** Returns every term with its bounds, what its cleaner did, and what waits. */
export async function listTerms(ctx: Context): Promise<{ items: RetentionTerm[] }> {
  const [values, runs, waiting] = await Promise.all([
    termValues(ctx),
    readRuns(ctx),
    waitingChanges(ctx)
  ])
  const items = termKeys.map((term) => {
    const ofTerm = runs.filter((run) => run.term === term)
    return {
      ...{ term, ...terms[term], value: values[term] },
      ranAt:
        ofTerm
          .map(({ ranAt }) => ranAt)
          .sort()
          .at(-1) ?? null,
      removed: ofTerm.map(({ kind, count }) => ({ kind, count })),
      waiting: waiting.get(term) ?? null
    }
  })
  return { items }
}

async function readRuns({ db, now }: Context) {
  const { term, kind, day: date, ranAt, count } = retentionRuns
  const isShown = sql`${date} > ${after(now, -30 * day).slice(0, 10)}`
  return db
    .select({
      ...{ term, kind },
      ranAt: sql<string>`${max(ranAt)}`.mapWith(ranAt),
      count: sql<number>`coalesce(${sum(count)} filter (where ${isShown}), 0)`.mapWith(Number)
    })
    .from(retentionRuns)
    .groupBy(term, kind)
    .orderBy(term, kind)
}

async function waitingChanges(ctx: Context) {
  const changes = (await openChanges(ctx)).filter(({ kind }) => kind === 'retention_term')
  const names = await usernamesOf(
    ctx,
    changes.map(({ proposedById }) => proposedById)
  )
  return new Map(changes.map((change) => [change.power, waitingOf(ctx, change, names)]))
}

const waitingOf = (
  { actor }: Context,
  change: PendingChange,
  names: ReadonlyMap<number, string>
): RetentionTerm['waiting'] => ({
  ...{ revision: String(change.id), value: change.subjectId },
  ...{ by: names.get(change.proposedById) ?? null, proposedAt: change.proposedAt },
  due: dueAt(change),
  can: { confirm: accountRules.confirmChange(actor, change) === null }
})
