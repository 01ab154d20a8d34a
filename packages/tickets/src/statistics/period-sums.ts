import { sql, type SQL } from 'drizzle-orm'
import type { Context, DeskTopic } from '@stoa/core'
import { isAnswered } from '../policy.ts'
import { deskDays, deskDaysTouched, deskMonths } from './schema.ts'
import { eachSum, sumsOf } from './sums.ts'

/** Sums of a topic over a period. */
export type Sums = {
  topic: DeskTopic
  fromThreads: number
  direct: number
  answers: number
  lateAnswers: number
  answerTimes: string
  resolutions: number
  lateResolutions: number
  resolutionTimes: string
  resolved: number
  reopened: number
}

const columns = eachSum((column) => column)
const inCamelCase = (column: string) =>
  column.replace(/_./g, (letters) => letters.slice(1).toUpperCase())

/** Days whose stored sum is outdated. */
export const touchedDays = (where: SQL) =>
  sql`select distinct day, day + interval '24 hours' as until, topic from ${deskDaysTouched} where ${where}`

type Period = { start: SQL; concerned: SQL }

/**
 * Sums since the start of a day, for topics that the actor answers, without the actor's own
 * tickets, which others answer. Whole months use their stored sums, other periods those of days.
 * Days that have changed since they were summed are computed from the tickets, in the same
 * statement.
 */
export async function sumsSince({ db, actor }: Context, since: string): Promise<Sums[]> {
  const concerned = isAnswered(actor, sql`topic`) ?? sql`true`
  // A sub-select hides the start from the planner, which would otherwise make a new plan for each
  // start; that takes longer than reading.
  const period = { start: sql`(select start from period)`, concerned }
  const rows = await db.execute(sql`
    with period as materialized (select ${since}::timestamptz as start),
    touched as materialized (${touchedDays(sql`day >= ${period.start} and ${concerned}`)}),
    not_whole as materialized (
      select date_trunc('month', ${period.start}, 'UTC') as month
      union select date_trunc('month', day, 'UTC') from touched),
    own as materialized (select * from tickets where requester_id = ${actor.id} and ${concerned}),
    own_history as materialized (
      select ticket_history.*, topic from own join ticket_history on ticket_id = own.id),
    parts as (
      ${ofMonths(period)} union all ${ofDays(period)}
      union all select topic, ${columns} from (${sumsOf(sql`touched`)}) as live
      union all ${lessOwn(period)})
    select topic, ${eachSum((column) => `sum(${column}) as "${inCamelCase(column)}"`)}
    from parts group by topic order by topic`)
  return rows as unknown as Sums[]
}

const ofMonths = ({ start, concerned }: Period) => sql`
  select topic, ${columns} from ${deskMonths}
  where month >= ${start} and ${concerned} and month not in (select month from not_whole)`

const ofDays = ({ start, concerned }: Period) => sql`
  select topic, ${columns} from not_whole join ${deskDays} as kept
    on day >= month and day < month + interval '1 month' and day >= ${start}
  where ${concerned} and not exists (
    select from touched where touched.day = kept.day and touched.topic = kept.topic)`

function lessOwn({ start }: Period): SQL {
  const stretches = sql`(select distinct ${start} as day, 'infinity'::timestamptz as until, topic from own)`
  return sql`
    select topic, ${eachSum((column) => `-${column}`)}
    from (${sumsOf(stretches, { tickets: sql`own`, history: sql`own_history` })}) as their_own`
}
