import { sql, type SQL } from 'drizzle-orm'
import { transaction, type Context } from '@stoa/core'
import { timesOf } from './steps.ts'
import { deskDays, deskDaysTouched, deskMonths } from './schema.ts'

/** Columns of the sums of days and months. */
const sums = [
  ...['from_threads', 'direct', 'open'],
  ...['answers', 'late_answers', 'answer_times'],
  ...['resolutions', 'late_resolutions', 'resolution_times'],
  ...['resolved', 'reopened']
]

/** Joins one expression per column. */
export const eachSum = (expression: (column: string) => string): SQL =>
  sql.raw(sums.map(expression).join(', '))

// The topic is a sub-select per row: with a join the planner read all tickets for a few lines.
const everyLine = sql`(select created_at, kind, detail,
  (select topic from tickets where tickets.id = ticket_id) as topic from ticket_history)`
const every = { tickets: sql`tickets`, history: everyLine }

/**
 * Computes sums from the tickets themselves: one row with `day`, `topic` and the sums per stretch
 * of time.
 * @param stretches table with `day`, `until` and `topic`
 * @param counted tables of the tickets that count and of their history, which includes the topic
 */
export const sumsOf = (stretches: SQL, { tickets, history }: typeof every = every): SQL => sql`
  select day, topic, opened.*, answered.*, ended.*, coalesce(undone.resolved, 0)::int as resolved,
    coalesce(undone.reopened, 0)::int as reopened
  from ${stretches} as stretch
  cross join lateral (
    select count(thread_id) filter (where merged_into_id is null)::int as from_threads,
      count(*) filter (where merged_into_id is null and thread_id is null)::int as direct,
      count(*) filter (where state not in ('resolved', 'closed'))::int as open
    from ${tickets} as one where ${isWithin(sql`created_at`)}) as opened
  cross join lateral (
    select count(*)::int as answers, ${late(sql`first_answered_at`, sql`first_due_at`)} as late_answers,
      ${timesUntil(sql`first_answered_at`)} as answer_times
    from ${tickets} as one where ${isWithin(sql`first_answered_at`)}) as answered
  cross join lateral (
    select count(*)::int as resolutions, ${late(sql`resolved_at`, sql`resolve_due_at`)} as late_resolutions,
      ${timesUntil(sql`resolved_at`)} as resolution_times
    from ${tickets} as one where ${isWithin(sql`resolved_at`)}) as ended
  left join (${undone(stretches, history)}) as undone using (day, topic)`

const undone = (stretches: SQL, history: SQL) => sql`
  select day, topic, count(*) filter (where kind = 'state') as resolved,
    count(*) filter (where kind = 'reopened') as reopened
  from (select distinct day, until from ${stretches} as stretch) as days
  join ${history} as line on line.created_at >= day and line.created_at < until
    and (kind = 'reopened' or (kind = 'state' and detail = 'resolved'))
  group by day, topic`

const isWithin = (at: SQL) =>
  sql`one.topic = stretch.topic and ${at} >= stretch.day and ${at} < stretch.until`

// A ticket resolved while its clock was paused counts as resolved when the clock stopped, see
// `due.ts`.
const late = (at: SQL, due: SQL) =>
  sql`(count(*) filter (where least(${at}, paused_at) > ${due}))::int`

const timesUntil = (at: SQL) =>
  timesOf(sql`greatest(ceil(extract(epoch from ${at} - created_at) / 60), 0)::int`)

const touchBatchSize = 1000
const columns = eachSum((column) => column)
const anew = eachSum((column) => `${column} = excluded.${column}`)

type Summed = { day: string; topic: string }

/** Timed task: recomputes the sums of days that have changed, and of their months. */
export async function sumDays(ctx: Context): Promise<void> {
  for (;;) {
    const summed = await transaction(ctx, sumSome)
    if (summed === 0) return
  }
}

async function sumSome({ db }: Context): Promise<number> {
  // Without the lock, two parallel runs could store the older of two sums.
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended('tickets.day_sums', 0))`)
  const days = await db.execute<Summed>(sql`
    with gone as (
      delete from ${deskDaysTouched} where ctid = any(array(
        select ctid from ${deskDaysTouched} limit ${touchBatchSize}))
      returning day, topic),
    stretches as (
      select distinct day, day + interval '24 hours' as until, topic from gone)
    insert into ${deskDays} (day, topic, ${columns})
    select day, topic, ${columns} from (${sumsOf(sql`stretches`)}) as summed
    on conflict (day, topic) do update set ${anew}
    returning day, topic`)
  await db.execute(sumMonths(days))
  return days.length
}

const sumMonths = (days: readonly Summed[]): SQL => sql`
  insert into ${deskMonths} (month, topic, ${columns})
  select month, topic, ${eachSum((column) => `sum(${column})`)}
  from (
    select distinct date_trunc('month', day::timestamptz, 'UTC') as month, topic
    from unnest(${sql.param(days.map(({ day }) => day))}::text[],
      ${sql.param(days.map(({ topic }) => topic))}::text[]) as summed (day, topic)) as months
  join ${deskDays} using (topic)
  where day >= month and day < month + interval '1 month'
  group by month, topic
  on conflict (month, topic) do update set ${anew}`
