import { sql, type SQL } from 'drizzle-orm'
import type { Context, DeskTopic } from '@stoa/core'
import { columns, sumsOf } from './day-sums.ts'
import { isAnswered } from './policy.ts'
import { deskDays, deskDaysTouched } from './schema.ts'

/** What a period comes to, of a topic. */
export type Sums = {
  topic: DeskTopic
  fromThreads: number
  direct: number
  answers: number
  lateAnswers: number
  answerMinutes: Buffer | null
  resolutions: number
  lateResolutions: number
  resolutionMinutes: Buffer | null
  resolved: number
  reopened: number
}

const summed = sql`topic, sum(from_threads)::int as "fromThreads", sum(direct)::int as direct,
  sum(answers)::int as answers, sum(late_answers)::int as "lateAnswers",
  string_agg(answer_minutes, '') as "answerMinutes", sum(resolutions)::int as resolutions,
  sum(late_resolutions)::int as "lateResolutions",
  string_agg(resolution_minutes, '') as "resolutionMinutes", sum(resolved)::int as resolved,
  sum(reopened)::int as reopened`

/** Days whose sum is not what the tickets say any more. */
export const touchedDays = (where: SQL) =>
  sql`select distinct day, day + interval '24 hours' as until, topic from ${deskDaysTouched} where ${where}`

/**
 * Sums since a day began, of the topics that the actor answers, their own tickets included. A day of
 * which something changed since it was summed is read from the tickets, in the same statement.
 */
export async function sumsSince({ db, actor }: Context, since: string): Promise<Sums[]> {
  const concerned = sql`day >= ${since} and ${isAnswered(actor, sql`topic`) ?? sql`true`}`
  const rows = await db.execute(sql`
    with touched as materialized (${touchedDays(concerned)})
    select ${summed} from (
      select ${columns} from ${deskDays} as kept where ${concerned} and not exists (
        select from touched where touched.day = kept.day and touched.topic = kept.topic)
      union all
      select ${columns} from (${sumsOf(sql`touched`)}) as live) as days
    group by topic order by topic`)
  return rows as unknown as Sums[]
}

/** The same of the actor's own tickets alone, which somebody else answers. */
export async function ownSumsSince({ db, actor }: Context, since: string): Promise<Sums[]> {
  const rows = await db.execute(sql`
    with own as materialized (select * from tickets where requester_id = ${actor.id}),
    stretches as (
      select distinct ${since}::timestamptz as day, 'infinity'::timestamptz as until, topic from own)
    select ${summed} from (${sumsOf(sql`stretches`, sql`own`)}) as days group by topic`)
  return rows as unknown as Sums[]
}
