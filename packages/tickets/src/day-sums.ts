import { sql, type SQL } from 'drizzle-orm'
import { write, type Context } from '@stoa/core'
import { deskDays, deskDaysTouched } from './schema.ts'

const touchedAtOnce = 1000
/** The columns of `desk_days`. */
export const columns = sql`day, topic, from_threads, direct, open, answers, late_answers, answer_minutes,
  resolutions, late_resolutions, resolution_minutes, resolved, reopened`

/** Timed: days of the desk of which something changed are summed again. */
export async function sumDays(ctx: Context): Promise<void> {
  for (;;) {
    const summed = await write(ctx, sumSome)
    if (summed === 0) return
  }
}

async function sumSome({ db }: Context): Promise<number> {
  // Two at once could keep the older one of two sums of a day.
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended('tickets.day_sums', 0))`)
  const rows = await db.execute(sql`
    with gone as (
      delete from ${deskDaysTouched} where ctid = any(array(
        select ctid from ${deskDaysTouched} limit ${touchedAtOnce}))
      returning day, topic),
    stretches as (
      select distinct day, day + interval '24 hours' as until, topic from gone)
    insert into ${deskDays} (${columns})
    select ${columns} from (${sumsOf(sql`stretches`)}) as summed
    on conflict (day, topic) do update set ${anew}
    returning 1`)
  return rows.length
}

const anew = sql`from_threads = excluded.from_threads, direct = excluded.direct,
  open = excluded.open, answers = excluded.answers, late_answers = excluded.late_answers,
  answer_minutes = excluded.answer_minutes, resolutions = excluded.resolutions,
  late_resolutions = excluded.late_resolutions, resolution_minutes = excluded.resolution_minutes,
  resolved = excluded.resolved, reopened = excluded.reopened`

/**
 * What the tickets themselves say of stretches of time, a row each, in the columns of `desk_days`.
 * @param stretches table with `day`, `until` and `topic`
 * @param counted table of the tickets that count
 */
export const sumsOf = (stretches: SQL, counted: SQL = sql`tickets`): SQL => sql`
  select day, topic, opened.*, answered.*, ended.*, coalesce(undone.resolved, 0)::int as resolved,
    coalesce(undone.reopened, 0)::int as reopened
  from ${stretches} as stretch
  cross join lateral (
    select count(thread_id) filter (where merged_into_id is null)::int as from_threads,
      count(*) filter (where merged_into_id is null and thread_id is null)::int as direct,
      count(*) filter (where state not in ('resolved', 'closed'))::int as open
    from ${counted} as tickets where ${isWithin(sql`created_at`)}) as opened
  cross join lateral (
    select count(*)::int as answers, ${late(sql`first_answered_at`, sql`first_due_at`)} as late_answers,
      ${minutesUntil(sql`first_answered_at`)} as answer_minutes
    from ${counted} as tickets where ${isWithin(sql`first_answered_at`)}) as answered
  cross join lateral (
    select count(*)::int as resolutions, ${late(sql`resolved_at`, sql`resolve_due_at`)} as late_resolutions,
      ${minutesUntil(sql`resolved_at`)} as resolution_minutes
    from ${counted} as tickets where ${isWithin(sql`resolved_at`)}) as ended
  left join (${undone(stretches, counted)}) as undone using (day, topic)`

const isWithin = (at: SQL) =>
  sql`tickets.topic = stretch.topic and ${at} >= stretch.day and ${at} < stretch.until`

// Whoever resolves what waits for its requester did so when the clock stopped, see `due.ts`.
const late = (at: SQL, due: SQL) =>
  sql`(count(*) filter (where least(${at}, held_since) > ${due}))::int`

const minutesUntil = (at: SQL) =>
  sql`string_agg(int4send(greatest(ceil(extract(epoch from ${at} - created_at) / 60), 0)::int), '')`

const undone = (stretches: SQL, counted: SQL) => sql`
  select day, topic, count(*) filter (where kind = 'state') as resolved,
    count(*) filter (where kind = 'reopened') as reopened
  from (select distinct day, until from ${stretches} as stretch) as days
  join ticket_history on ticket_history.created_at >= day and ticket_history.created_at < until
    and (kind = 'reopened' or (kind = 'state' and detail = 'resolved'))
  join ${counted} as tickets on tickets.id = ticket_id
  group by day, topic`
