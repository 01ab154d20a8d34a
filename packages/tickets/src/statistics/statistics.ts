import { and, eq, gte, isNotNull, sql, type SQL } from 'drizzle-orm'
import { after, RawAnswer, type Context } from '@stoa/core'
import { visibleThreads } from '@stoa/threads'
import { threads } from '@stoa/threads/tables'
import { recordSecurityEvent } from '@stoa/accounts'
import { csvLine, csvMark } from '@stoa/core/text'
import { backlogOf, countOverdue } from './backlog.ts'
import { ticketAnswers, tickets } from '../schema.ts'
import { sumsSince, type Sums } from './period-sums.ts'
import { spread } from './steps.ts'

const day = 24 * 3600_000

/**
 * Statistics of the last `days` days (UTC, today included) about the tickets that the actor
 * answers. Times are minutes of wall-clock time; lateness is measured in business hours.
 */
export const showTicketStatistics = ({ db, ...ctx }: Context, days: number) =>
  // One snapshot: the actor's own tickets are counted first and subtracted afterwards.
  db.transaction((db) => statisticsOf({ ...ctx, db }, days), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only'
  })

async function statisticsOf(ctx: Context, days: number) {
  const since = startOfDay(after(ctx.now, -(days - 1) * day))
  const [sums, backlog, overdue, inPublic] = await Promise.all([
    sumsSince(ctx, since),
    backlogOf(ctx),
    countOverdue(ctx),
    solvedInPublic(ctx, since)
  ])
  const total = totalOf(sums)
  return {
    ...{ days, since, backlog, overdue, inPublic },
    volume: volumeOf(sums),
    first: spreads(sums, 'answerTimes'),
    resolution: spreads(sums, 'resolutionTimes'),
    breaches: {
      answers: total('answers'),
      lateAnswers: total('lateAnswers'),
      resolutions: total('resolutions'),
      lateResolutions: total('lateResolutions')
    },
    reopening: { resolved: total('resolved'), reopened: total('reopened') }
  }
}

/** Start (UTC) of the day of a time. */
const startOfDay = (time: string) => `${time.slice(0, 10)}T00:00:00.000Z`

type Times = 'answerTimes' | 'resolutionTimes'

const totalOf = (sums: readonly Sums[]) => (what: Exclude<keyof Sums, 'topic' | Times>) =>
  sums.reduce((sum, { [what]: count }) => sum + count, 0)

const volumeOf = (sums: readonly Sums[]) =>
  sums
    .map(({ topic, fromThreads, direct }) => ({ topic, fromThreads, direct }))
    .filter(({ fromThreads, direct }) => fromThreads + direct > 0)

const spreads = (sums: readonly Sums[], what: Times) =>
  sums
    .map(({ topic, [what]: times }) => ({ topic, ...spread(times) }))
    .filter(({ count }) => count > 0)

/** Counts the questions of the period, how many were solved, and how many by a ticket's answer. */
async function solvedInPublic(ctx: Context, since: string) {
  const isByTicket = sql`exists (select from ${ticketAnswers}
    where ${ticketAnswers.postId} = ${threads.acceptedPostId})`
  const part = (where: SQL | undefined) =>
    sql<number>`count(*) filter (where ${where})`.mapWith(Number)
  const [row] = await ctx.db
    .select({
      asked: sql<number>`count(*)`.mapWith(Number),
      solved: part(isNotNull(threads.acceptedPostId)),
      byTicket: part(isByTicket)
    })
    .from(threads)
    .where(
      and(
        visibleThreads(ctx.actor),
        eq(threads.kind, 'question'),
        eq(threads.state, 'visible'),
        gte(threads.createdAt, since)
      )
    )
  return row ?? { asked: 0, solved: 0, byTicket: 0 }
}

type Cell = string | number
type Row = [figure: string, of: string, value: Cell]

/** The statistics as a CSV file: one row per value. The download is recorded. */
export async function statisticsAsCsv(ctx: Context, days: number): Promise<RawAnswer> {
  const found = await showTicketStatistics(ctx, days)
  await recordSecurityEvent(ctx, 'export.tickets', { details: { days } })
  const rows = [['figure', 'of', 'value'], ...rowsOf(found)]
  const body = csvMark + rows.map(csvLine).join('')
  const name = `desk-${ctx.now.slice(0, 10)}.csv`
  return new RawAnswer(body, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`
  })
}

type Statistics = Awaited<ReturnType<typeof showTicketStatistics>>

function rowsOf({ volume, backlog, first, resolution, ...rest }: Statistics): Row[] {
  return [
    ...volume.flatMap(({ topic, fromThreads, direct }): Row[] => [
      ['opened_from_threads', topic, fromThreads],
      ['opened_directly', topic, direct]
    ]),
    ...entries('backlog_age', backlog),
    ['backlog', 'overdue', rest.overdue],
    ...first.flatMap(timeRows('first_response')),
    ...resolution.flatMap(timeRows('resolution')),
    ...entries('breaches', rest.breaches),
    ...entries('reopening', rest.reopening),
    ...entries('questions', rest.inPublic)
  ]
}

const entries = (figure: string, values: Record<string, number>) =>
  Object.entries(values).map(([of, value]): Row => [figure, of, value])

const timeRows =
  (figure: string) =>
  ({ topic, count, half, most }: Statistics['first'][number]): Row[] => [
    [`${figure}_tickets`, topic, count],
    [`${figure}_median_minutes`, topic, half],
    [`${figure}_p90_minutes`, topic, most]
  ]

/** Selects thread and time of all tickets that a thread was taken to. Only sums of it are shown. */
export const escalations = ({ db }: Pick<Context, 'db'>) =>
  db
    .select({ threadId: tickets.threadId, createdAt: tickets.createdAt })
    .from(tickets)
    .where(isNotNull(tickets.threadId))
