import { and, sql, type SQL } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { touchedDays } from './period-sums.ts'
import { deskTickets, isAnswered } from '../policy.ts'
import { tickets } from '../schema.ts'
import { deskDays } from './schema.ts'

const day = 24 * 3600_000
const isOpen = sql`state not in ('resolved', 'closed')`
/** Upper bounds of the age groups, in days. */
const bounds = [1, 3, 7]

type Backlog = { day: number; threeDays: number; week: number; older: number }
type Ago = (days: number) => SQL

/**
 * Counts open tickets that the actor answers by age in days. Days that fall into one age group use
 * stored sums. Tickets are counted one by one only for days between two groups, and days that have
 * changed since they were summed.
 */
export async function backlogOf({ db, actor, now }: Context): Promise<Backlog> {
  const ago: Ago = (days) => sql`${after(now, -days * day)}::timestamptz`
  const concerned = isAnswered(actor, sql`topic`) ?? sql`true`
  const [row] = await db.execute<Backlog>(sql`
    with touched as materialized (${touchedDays(concerned)}),
    counted as (${splitDays(ago)}),
    parts as (${ofWholeDays(ago, concerned)}
      union all ${ofSplitDays(concerned)}
      union all ${ofTouchedDays(ago)}
      union all ${lessOwn(actor.id, concerned)})
    ${byAge(ago)} from parts`)
  return row ?? { day: 0, threeDays: 0, week: 0, older: 0 }
}

/** Selects the number of overdue open tickets that the actor answers, snoozed ones included. */
export function overdueTickets({ db, actor, now }: Context) {
  // A row comparison, so that the index of open tickets reads no further than the overdue ones.
  const isLate = sql`((${tickets.pausedAt} is not null), ${tickets.dueAt}) <= (false, ${now}::timestamptz)`
  return db
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(tickets)
    .where(and(deskTickets(actor), isOpen, isLate))
}

export async function countOverdue(ctx: Context): Promise<number> {
  const [row] = await overdueTickets(ctx)
  return row?.count ?? 0
}

/** Days of which a part belongs to one age group and the rest to the next. */
const splitDays = (ago: Ago) => sql`
  select day, day + interval '24 hours' as until from (values
    ${sql.join(
      bounds.map((days) => sql`(date_trunc('day', ${ago(days)}, 'UTC'))`),
      sql`, `
    )}) as split (day)`

const isSplit = (ago: Ago) => {
  const each = bounds.map(
    (days) => sql`(day <= ${ago(days)} and day + interval '24 hours' > ${ago(days)})`
  )
  return sql`(${sql.join(each, sql` or `)})`
}

const ofWholeDays = (ago: Ago, concerned: SQL) => sql`
  select day as first, day + interval '24 hours' as last, open from ${deskDays} as kept
  where open > 0 and ${concerned} and not ${isSplit(ago)} and not exists (
    select from touched where touched.day = kept.day and touched.topic = kept.topic)`

const ofSplitDays = (concerned: SQL) => sql`
  select created_at, created_at, 1 from counted join tickets
    on created_at >= day and created_at < until and ${isOpen} and ${concerned}`

const ofTouchedDays = (ago: Ago) => sql`
  select created_at, created_at, 1 from touched join tickets on tickets.topic = touched.topic
    and created_at >= day and created_at < until and ${isOpen} where not ${isSplit(ago)}`

const lessOwn = (actorId: number, concerned: SQL) => sql`
  select created_at, created_at, -1 from tickets
  where requester_id = ${actorId} and ${isOpen} and ${concerned}`

const byAge = (ago: Ago) => sql`
  select coalesce(sum(open) filter (where first > ${ago(1)}), 0)::int as day,
    coalesce(sum(open) filter (where first > ${ago(3)} and last <= ${ago(1)}), 0)::int as "threeDays",
    coalesce(sum(open) filter (where first > ${ago(7)} and last <= ${ago(3)}), 0)::int as week,
    coalesce(sum(open) filter (where last <= ${ago(7)}), 0)::int as older`
