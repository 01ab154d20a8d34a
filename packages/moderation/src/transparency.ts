import { invalid, type Context } from '@stoa/core'
import { and, count, eq, gte, lt, sql, type SQL } from 'drizzle-orm'
import type { Transparency } from './endpoints/public-contract.ts'
import { isOfNoArticle } from './reported-articles.ts'
import { actions, appeals, cases } from './schema.ts'

/** Milliseconds until a month is counted again, and how many months are cached. */
const lifetime = 5 * 60_000
const atMost = 24
type CachedMonth = { countedAt: number; statistics: Promise<Transparency> }
const kept = new WeakMap<Context['ports'], Map<string, CachedMonth>>()

/**
 * Returns counts of moderation in a month and the twelve months up to it. They contain no names and
 * leave out categories for staff, so everybody gets the same cached answer.
 * @param month such as `2026-11`; by default the last one that has ended
 * @throws Problem 422 on `month` if it has not ended
 */
export async function showTransparency(
  ctx: Context,
  { month = monthBefore(monthOf(ctx.now)) }: { month?: string }
): Promise<Transparency> {
  if (month >= monthOf(ctx.now)) throw invalid('month', 'moderation_month')
  return statisticsOf(ctx, month)
}

function statisticsOf(ctx: Context, month: string): Promise<Transparency> {
  const known = kept.get(ctx.ports) ?? new Map<string, CachedMonth>()
  kept.set(ctx.ports, known)
  const countedAt = Date.parse(ctx.now)
  const found = known.get(month)
  if (found && Math.abs(countedAt - found.countedAt) < lifetime) return found.statistics
  const statistics = countMonth(ctx, month)
  known.delete(month)
  known.set(month, { countedAt, statistics })
  statistics.catch(() => known.delete(month))
  for (const oldest of [...known.keys()].slice(0, -atMost)) known.delete(oldest)
  return statistics
}

const monthOf = (time: string) => time.slice(0, 7)

const months = 12

/** Counts the statistics of one month such as `2026-11`. */
async function countMonth(ctx: Context, month: string): Promise<Transparency> {
  const first = monthBefore(month, months - 1)
  const [acted, decided, appealed] = await Promise.all([
    actionsByMonth(ctx, first, month),
    casesByMonth(ctx, first, month),
    appealsOf(ctx, month)
  ])
  const inMonth = acted.filter((row) => row.month === month)
  const upToMonth = Array.from({ length: months }, (_, index) =>
    monthBefore(month, months - 1 - index)
  )
  return {
    month,
    actions: inMonth
      .map(({ kind, times }) => ({ kind, count: times }))
      .sort((one, other) => other.count - one.count),
    cases: casesOf(decided, month),
    appeals: appealed,
    course: upToMonth.map((each) => courseIn(each, acted, decided))
  }
}

type ActionStatistics = Awaited<ReturnType<typeof actionsByMonth>>
type CaseStatistics = Awaited<ReturnType<typeof casesByMonth>>

const courseIn = (month: string, acted: ActionStatistics, decided: CaseStatistics) => ({
  month,
  actions: acted.filter((row) => row.month === month).reduce((sum, { times }) => sum + times, 0),
  minutesToAction: casesOf(decided, month).minutesToAction
})

const casesOf = (rows: CaseStatistics, month: string): Transparency['cases'] => {
  const {
    upheld = 0,
    dismissed = 0,
    minutesToAction = null
  } = rows.find((row) => row.month === month) ?? {}
  return { upheld, dismissed, minutesToAction }
}

/** The month `by` months before one such as `2026-11`; a negative number goes forward. */
function monthBefore(month: string, by = 1): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 - by, 1)).toISOString().slice(0, 7)
}

const startOf = (month: string) => `${month}-01T00:00:00.000Z`

type Time = typeof actions.createdAt | typeof cases.resolvedAt | typeof appeals.decidedAt

/** True for times in the months from `first` to `last`. */
const within = (column: Time, first: string, last: string) =>
  and(gte(column, startOf(first)), lt(column, startOf(monthBefore(last, -1))))

const monthIn = (column: Time): SQL<string> =>
  sql<string>`to_char(${column} at time zone 'UTC', 'YYYY-MM')`

/** Rows without a category concern users; those about articles are for staff. */
const isPublic = sql`not exists (select 1 from categories c
  where c.id = ${actions.categoryId} and c.readers <> 'everyone') and ${isOfNoArticle}`

/** As `isPublic` for cases, by the category of their post. */
const isPublicCase = sql`${cases.articleId} is null and not exists (select 1 from posts p
  join threads t on t.id = p.thread_id join categories c on c.id = t.category_id
  where p.id = ${cases.postId} and c.readers <> 'everyone')`

const actionsByMonth = ({ db }: Context, first: string, last: string) =>
  db
    .select({ month: monthIn(actions.createdAt), kind: actions.kind, times: count() })
    .from(actions)
    .where(and(within(actions.createdAt, first, last), isPublic))
    .groupBy(sql`1`, actions.kind)

const casesByMonth = ({ db }: Context, first: string, last: string) =>
  db
    .select({
      month: monthIn(cases.resolvedAt),
      upheld: sql<number>`(count(*) filter (where ${cases.outcome} = 'upheld'))::int`,
      dismissed: sql<number>`(count(*) filter (where ${cases.outcome} = 'dismissed'))::int`,
      minutesToAction: sql<number | null>`(percentile_cont(0.5) within group (
        order by extract(epoch from ${firstAction} - ${cases.openedAt})) / 60)::float`
    })
    .from(cases)
    .where(and(within(cases.resolvedAt, first, last), isPublicCase))
    .groupBy(sql`1`)

async function appealsOf({ db }: Context, month: string): Promise<Transparency['appeals']> {
  const [row] = await db
    .select({
      decided: count(),
      upheld: sql<number>`(count(*) filter (where ${appeals.outcome} = 'upheld'))::int`
    })
    .from(appeals)
    .innerJoin(actions, eq(actions.id, appeals.actionId))
    .where(and(isPublic, within(appeals.decidedAt, month, month)))
  return row ?? { decided: 0, upheld: 0 }
}

/**
 * SQL over `cases`: when a moderator first acted on the post or its author, at the latest when the
 * case was decided. If a user was reported, any of their posts counts. Auto-hiding and claiming a
 * case do not count.
 */
const firstAction = sql`coalesce((select min(a.created_at) from moderation_actions a
  where a.actor_role <> 'system' and a.created_at between ${cases.openedAt} and ${cases.resolvedAt}
    and (a.post_id = ${cases.postId} or (a.user_id = ${cases.userId} and (
      a.case_id = ${cases.id} or a.kind in ('warned', 'silenced', 'suspended')
      or (${cases.postId} is null and a.kind = 'hidden'))))), ${cases.resolvedAt})`
