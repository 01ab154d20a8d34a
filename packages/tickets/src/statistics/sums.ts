import { sql, type SQL } from 'drizzle-orm'
import { timesOf } from './steps.ts'

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
