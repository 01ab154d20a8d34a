import { and, eq, gte, isNotNull, sql, type SQL } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { visibleThreads } from '@stoa/threads'
import { threads } from '@stoa/threads/schema'
import { backlogOf } from './backlog.ts'
import { ownSumsSince, sumsSince, type Sums } from './period-sums.ts'
import { ticketAnswers } from './schema.ts'
import { timesOf } from './times.ts'
import { startOfDay } from './utc-days.ts'

const day = 24 * 3600_000

/**
 * Figures of the last so many days (UTC, the present one is the last) about the tickets that the actor
 * answers. Times are minutes by the clock on the wall, late is by the hours of the desk.
 */
export const figures = ({ db, ...ctx }: Context, days: number) =>
  // Of one moment: what the actor may not count is taken off what is counted with it.
  db.transaction((db) => figuresOf({ ...ctx, db }, days), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only'
  })

async function figuresOf(ctx: Context, days: number) {
  const since = startOfDay(after(ctx.now, -(days - 1) * day))
  const [all, own, backlog, inPublic] = await Promise.all([
    sumsSince(ctx, since),
    ownSumsSince(ctx, since),
    backlogOf(ctx),
    solvedInPublic(ctx, since)
  ])
  const less = (what: Count) => total(all, what) - total(concerned(all, own), what)
  return {
    ...{ days, since, backlog, inPublic },
    volume: volumeOf(all, own),
    first: timesOf(all, own, 'answerMinutes'),
    resolution: timesOf(all, own, 'resolutionMinutes'),
    breaches: {
      answers: less('answers'),
      lateAnswers: less('lateAnswers'),
      resolutions: less('resolutions'),
      lateResolutions: less('lateResolutions')
    },
    reopening: { resolved: less('resolved'), reopened: less('reopened') }
  }
}

type Count = Exclude<keyof Sums, 'topic' | 'answerMinutes' | 'resolutionMinutes'>

const total = (sums: readonly Sums[], what: Count) =>
  sums.reduce((sum, { [what]: count }) => sum + count, 0)

/** Own tickets of topics that the actor does not answer are in no sum. */
const concerned = (all: readonly Sums[], own: readonly Sums[]) =>
  own.filter(({ topic }) => all.some((sums) => sums.topic === topic))

const volumeOf = (all: readonly Sums[], own: readonly Sums[]) =>
  all
    .map(({ topic, fromThreads, direct }) => {
      const gone = own.find((sums) => sums.topic === topic)
      return {
        topic,
        fromThreads: fromThreads - (gone?.fromThreads ?? 0),
        direct: direct - (gone?.direct ?? 0)
      }
    })
    .filter(({ fromThreads, direct }) => fromThreads + direct > 0)

/** Of the questions that were asked in the period, how many were solved, and how many by a ticket. */
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
