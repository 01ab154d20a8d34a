import { sql, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '@stoa/core'
import { findCategory } from '@stoa/threads'
import type { statisticsQuery, StatisticsOfDays } from './contract.ts'
import { lastDays } from './days.ts'
import { progressColumn, type Progress } from './recount.ts'
import { dailyCounts } from './schema.ts'

type Filter = z.infer<typeof statisticsQuery>

const shownDays = 30
/** Behind filters, fewer could tell who they were. */
const minShown = 5

type Row = {
  /** Null for the whole period. */
  day: string | null
  metric: string
  value: number
  median: number | null
  p90: number | null
  progress: Progress | null
}

/**
 * The last 30 days, in one statement. A category includes its sub-categories.
 * @throws Problem 404 for a category that the actor may not see
 */
export async function showStatistics(ctx: Context, filter: Filter): Promise<StatisticsOfDays> {
  const days = lastDays(ctx.now, shownDays)
  const category = filter.category ? await findCategory(ctx, filter.category) : undefined
  const rows = await ctx.db.execute<Row>(countsOf(days[0] ?? '', filter, category))
  const isFiltered = Boolean(filter.category ?? filter.language)
  const seriesOf = (metric: string, isByCategory = true) =>
    category && !isByCategory ? null : series(rows, metric, days, isFiltered)
  return {
    days,
    countedAt: rows[0]?.progress?.at ?? null,
    visits: seriesOf(category ? 'category_visits' : 'visits'),
    signUps: seriesOf('sign_ups', false),
    questions: seriesOf('questions'),
    answers: seriesOf('answers'),
    solved: seriesOf('solved'),
    solvedByMembers: seriesOf('solved_by_members'),
    escalations: seriesOf('escalations'),
    searchesWithoutResult: seriesOf('searches_without_result', false),
    answerTimes: timesOf(rows, days, isFiltered)
  }
}

type Categories = Awaited<ReturnType<typeof findCategory>>

/** The counts since a day that the filters leave. Visits of a category include its sub-categories. */
function kept(first: string, { category, language }: Filter, categories: Categories = []): SQL {
  const own = categories.find(({ slug }) => slug === category)
  const ids = sql.param(categories.map(({ id }) => id))
  const inLanguage = language ? sql`and language = ${language}` : sql``
  const inCategory = own
    ? sql`and category_id = any(${ids}::bigint[])
        and (metric <> 'category_visits' or category_id = ${own.id})`
    : sql``
  return sql`select * from ${dailyCounts} where day >= ${first}::date ${inLanguage} ${inCategory}`
}

const countsOf = (...which: Parameters<typeof kept>): SQL => sql`
    with kept as materialized (${kept(...which)})
    select day::text, metric, sum(value)::float8 as value, null::float8 as median, null::float8 as p90,
      null::jsonb as progress
    from kept group by day, metric
    union all
    select day::text, 'answer_times', count(*)::float8,
      percentile_cont(0.5) within group (order by minute),
      percentile_cont(0.9) within group (order by minute), null
    from kept, unnest(minutes) as minute group by grouping sets ((day), ())
    union all select null, 'progress', 0, null, null, ${progressColumn}
    order by progress nulls last`

function series(
  rows: readonly Row[],
  metric: string,
  days: readonly string[],
  isFiltered: boolean
) {
  const found = rows.filter((row) => row.metric === metric)
  const byDay = new Map(found.map(({ day, value }) => [day, value]))
  const values = days.map((day) => byDay.get(day) ?? 0)
  const total = values.reduce((sum, value) => sum + value, 0)
  return isFiltered && isTooFew(total) ? null : { total, values }
}

const isTooFew = (count: number) => count > 0 && count < minShown

function timesOf(rows: readonly Row[], days: readonly string[], isFiltered: boolean) {
  const found = rows.filter(({ metric }) => metric === 'answer_times')
  const whole = found.find(({ day }) => day === null)
  if (!whole || whole.value === 0 || (isFiltered && isTooFew(whole.value))) return null
  const byDay = new Map(found.map((row) => [row.day, minutesOf(row)]))
  return { ...minutesOf(whole), values: days.map((day) => byDay.get(day) ?? null) }
}

const minutesOf = ({ median, p90 }: Row) => ({
  median: Math.round(median ?? 0),
  p90: Math.round(p90 ?? 0)
})
