import { and, eq, gte, inArray, lt, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { after, transaction, type Context } from '@stoa/core'
import { settings } from '@stoa/core/schema'
import { users } from '@stoa/accounts/tables'
import { posts, threads } from '@stoa/threads/tables'
import { dayOf, daysBefore } from './days.ts'
import { dailyCounts, recountedMetrics } from './schema.ts'

const name = 'statistics'
const hour = 3600_000
/** Answers and solutions come later, so that the days before are computed again. */
const recentDays = 31
const batchDays = 92

/** How far the forum is counted: when last, and since which day. */
export type Progress = { at: string; since: string }

/** A column with the progress; null if nothing was counted yet. */
export const progressColumn = sql<Progress | null>`(
  select ${settings.value} from ${settings} where ${eq(settings.name, name)})`

/**
 * Timed task: counts the last 31 days once an hour, and in between one more part of the past until
 * all of it is counted.
 */
export async function countDays(ctx: Context): Promise<void> {
  const [row] = await ctx.db.execute<{ done: Progress | null; first: string | null }>(sql`
    select ${progressColumn} as done, (select created_at from ${users} order by id limit 1) as first`)
  const done = row?.done
  if (!done || done.at <= after(ctx.now, -hour)) await countRecent(ctx, done)
  else if (row.first && dayOf(row.first) < done.since) await countPast(ctx, done)
}

/** Counts the last days, after a longer pause from the last day that was counted. */
function countRecent(ctx: Context, done: Progress | null | undefined) {
  const tomorrow = daysBefore(dayOf(ctx.now), -1)
  const recent = daysBefore(tomorrow, recentDays)
  const from = done && dayOf(done.at) < recent ? dayOf(done.at) : recent
  return count(ctx, [from, tomorrow], { at: ctx.now, since: done?.since ?? from })
}

function countPast(ctx: Context, { at, since }: Progress) {
  const from = daysBefore(since, batchDays)
  return count(ctx, [from, since], { at, since: from })
}

type Range = [from: string, until: string]

const count = (ctx: Context, range: Range, progress: Progress) =>
  transaction(ctx, async (ctx) => {
    const { db, ports, now } = ctx
    // Without the lock, two parallel runs could insert the same rows.
    await db.execute(sql`select pg_advisory_xact_lock(hashtextextended('statistics', 0))`)
    const { day, metric } = dailyCounts
    const [from, until] = range
    await db
      .delete(dailyCounts)
      .where(and(gte(day, from), lt(day, until), inArray(metric, [...recountedMetrics])))
    await db.execute(countedAnew(range, ports.tickets.escalations(ctx)))
    const value = { value: progress, updatedAt: now }
    await db
      .insert(settings)
      .values({ name, ...value })
      .onConflictDoUpdate({ target: settings.name, set: value })
  })

const dayIn = (time: SQL) => sql`(${time} at time zone 'UTC')::date`
const isIn = (time: SQL, [from, until]: Range) =>
  sql`${time} >= ${`${from}T00:00:00Z`}::timestamptz and ${time} < ${`${until}T00:00:00Z`}::timestamptz`

/** One row for each group, with as many of it as meet the condition. */
const counted = (metric: string, from: string, where = 'true') =>
  sql.raw(`
  select day, '${metric}', category_id, language, count(*), null::int[] from ${from}
  where ${where} group by day, category_id, language`)

const countedAnew = (range: Range, escalations: SQLWrapper) => sql`
  with asked as materialized (
      select thread.category_id, thread.language, ${dayIn(sql`thread.created_at`)} as day, solved_at,
        (select author_role from ${posts} accepted where accepted.id = accepted_post_id) as solver,
        (select greatest(0, extract(epoch from answer.created_at - thread.created_at) / 60)::int
          from ${posts} answer where answer.thread_id = thread.id and answer.number > 1
            and answer.state = 'visible' and answer.author_id <> thread.author_id
          order by answer.number limit 1) as minutes
      from ${threads} thread
      where ${isIn(sql`thread.created_at`, range)} and kind = 'question' and state = 'visible'),
    answers as (
      select thread.category_id, thread.language, ${dayIn(sql`answer.created_at`)} as day
      from ${threads} thread join ${posts} answer on answer.thread_id = thread.id
      where thread.last_post_at >= ${`${range[0]}T00:00:00Z`}::timestamptz
        and thread.kind = 'question' and thread.state = 'visible' and answer.number > 1
        and answer.state = 'visible' and ${isIn(sql`answer.created_at`, range)}),
    escalated as (
      select thread.category_id, thread.language, ${dayIn(sql`ticket.created_at`)} as day
      from ${escalations} ticket join ${threads} thread on thread.id = ticket.thread_id
      where ${isIn(sql`ticket.created_at`, range)}),
    joined as (
      select 0::bigint as category_id, coalesce(locale, '') as language, ${dayIn(sql`created_at`)} as day
      from ${users} where ${isIn(sql`created_at`, range)}
        and not visitor and (email_verified_at is not null or erased_at is not null))
  insert into ${dailyCounts} (day, metric, category_id, language, value, minutes)
  ${counted('questions', 'asked')}
  union all ${counted('solved', 'asked', 'solved_at is not null')}
  union all ${counted('solved_by_members', 'asked', "solved_at is not null and solver in ('member', 'volunteer')")}
  union all select day, 'first_answers', category_id, language, count(*), array_agg(minutes order by minutes)
    from asked where minutes is not null group by day, category_id, language
  union all ${counted('answers', 'answers')}
  union all ${counted('escalations', 'escalated')}
  union all ${counted('sign_ups', 'joined')}`
