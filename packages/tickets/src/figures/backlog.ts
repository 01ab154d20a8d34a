import { sql } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { touchedDays } from './period-sums.ts'
import { isAnswered } from '../policy.ts'
import { deskDays } from './schema.ts'

const day = 24 * 3600_000
const isOpen = sql`state not in ('resolved', 'closed')`

type Backlog = { day: number; threeDays: number; week: number; older: number }

/**
 * Open tickets that the actor answers by their age in days. Days that lie within one of the ages are
 * taken as they were summed; the tickets of the others, and of days that were touched since, are counted.
 */
export async function backlogOf({ db, actor, now }: Context): Promise<Backlog> {
  const ago = (days: number) => sql`${after(now, -days * day)}::timestamptz`
  const concerned = isAnswered(actor, sql`topic`) ?? sql`true`
  const isSplit = sql`(${sql.join(
    [1, 3, 7].map(
      (days) => sql`(day <= ${ago(days)} and day + interval '24 hours' > ${ago(days)})`
    ),
    sql` or `
  )})`
  const [row] = await db.execute<Backlog>(sql`
    with touched as materialized (${touchedDays(concerned)}),
    counted as (
      select day, day + interval '24 hours' as until from (values
        ${sql.join(
          [1, 3, 7].map((days) => sql`(date_trunc('day', ${ago(days)}, 'UTC'))`),
          sql`, `
        )}) as split (day)),
    parts as (
      select day as first, day + interval '24 hours' as last, open from ${deskDays} as kept
      where open > 0 and ${concerned} and not ${isSplit} and not exists (
        select from touched where touched.day = kept.day and touched.topic = kept.topic)
      union all
      select created_at, created_at, 1 from counted join tickets
        on created_at >= day and created_at < until and ${isOpen} and ${concerned}
      union all
      select created_at, created_at, 1 from touched join tickets on tickets.topic = touched.topic
        and created_at >= day and created_at < until and ${isOpen} where not ${isSplit}
      union all
      select created_at, created_at, -1 from tickets
      where requester_id = ${actor.id} and ${isOpen} and ${concerned})
    select coalesce(sum(open) filter (where first > ${ago(1)}), 0)::int as day,
      coalesce(sum(open) filter (where first > ${ago(3)} and last <= ${ago(1)}), 0)::int as "threeDays",
      coalesce(sum(open) filter (where first > ${ago(7)} and last <= ${ago(3)}), 0)::int as week,
      coalesce(sum(open) filter (where last <= ${ago(7)}), 0)::int as older
    from parts`)
  return row ?? { day: 0, threeDays: 0, week: 0, older: 0 }
}
