import { and, eq, gte, isNotNull, isNull, lte, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { after, type Context } from '@stoa/core'
import { threads } from '@stoa/threads/schema'
import { visibleThreads } from '@stoa/threads'
import { deskTickets } from './policy.ts'
import { ticketAnswers, ticketHistory, tickets } from './schema.ts'

const day = 24 * 3600_000
const count = sql<number>`count(*)`.mapWith(Number)
const isOpen = sql`${tickets.state} not in ('resolved', 'closed')`

/**
 * Figures of the last so many days about the tickets that the actor answers. Times are minutes by
 * the clock on the wall, late is by the hours of the desk.
 */
export async function figures(ctx: Context, days: number) {
  const since = after(ctx.now, -days * day)
  const [volume, backlog, first, resolution, breaches, reopening, open] = await Promise.all([
    volumeSince(ctx, since),
    backlogOf(ctx),
    times(ctx, since, tickets.firstAnsweredAt),
    times(ctx, since, tickets.resolvedAt),
    breachesSince(ctx, since),
    reopenedSince(ctx, since),
    solvedInPublic(ctx, since)
  ])
  return { days, volume, backlog, first, resolution, breaches, reopening, inPublic: open }
}

const ours = ({ actor }: Context, ...where: (SQL | undefined)[]) =>
  and(deskTickets(actor), ...where)

/** A merged ticket counts as the one that it is part of. */
const unmerged = isNull(tickets.mergedIntoId)

const volumeSince = (ctx: Context, since: string) =>
  ctx.db
    .select({
      topic: tickets.topic,
      fromThreads: sql<number>`count(${tickets.threadId})`.mapWith(Number),
      direct: sql<number>`count(*) - count(${tickets.threadId})`.mapWith(Number)
    })
    .from(tickets)
    .where(ours(ctx, unmerged, gte(tickets.createdAt, since)))
    .groupBy(tickets.topic)
    .orderBy(tickets.topic)

/** Open tickets by their age in days. */
async function backlogOf(ctx: Context) {
  const olderThan = (days: number) => lte(tickets.createdAt, after(ctx.now, -days * day))
  const part = (where: SQL | undefined) =>
    sql<number>`count(*) filter (where ${where})`.mapWith(Number)
  const [row] = await ctx.db
    .select({
      day: part(sql`not ${olderThan(1)}`),
      threeDays: part(sql`${olderThan(1)} and not ${olderThan(3)}`),
      week: part(sql`${olderThan(3)} and not ${olderThan(7)}`),
      older: part(olderThan(7))
    })
    .from(tickets)
    .where(ours(ctx, isOpen))
  return row ?? { day: 0, threeDays: 0, week: 0, older: 0 }
}

/** How long it took until a moment that lies in the period, by topic. */
function times(
  ctx: Context,
  since: string,
  until: typeof tickets.firstAnsweredAt | typeof tickets.resolvedAt
) {
  const share = (part: number) =>
    sql<number>`ceil(percentile_cont(${part}::float8) within group
      (order by extract(epoch from ${until} - ${tickets.createdAt}) / 60))`.mapWith(Number)
  return ctx.db
    .select({ topic: tickets.topic, count, half: share(0.5), most: share(0.9) })
    .from(tickets)
    .where(ours(ctx, isNotNull(until), gte(until, since)))
    .groupBy(tickets.topic)
    .orderBy(tickets.topic)
}

/** How many first answers and ends in the period came too late. */
async function breachesSince(ctx: Context, since: string) {
  // Whoever resolves what waits for its requester did so when the clock stopped, see `due.ts`.
  const late = (at: PgColumn, due: PgColumn) => ({
    count: sql<number>`count(*) filter (where ${at} >= ${since})`.mapWith(Number),
    late: sql<number>`count(*) filter (where ${at} >= ${since}
      and least(${at}, ${tickets.heldSince}) > ${due})`.mapWith(Number)
  })
  const answers = late(tickets.firstAnsweredAt, tickets.firstDueAt)
  const ends = late(tickets.resolvedAt, tickets.resolveDueAt)
  const [row] = await ctx.db
    .select({
      answers: answers.count,
      lateAnswers: answers.late,
      resolutions: ends.count,
      lateResolutions: ends.late
    })
    .from(tickets)
    .where(
      ours(ctx, sql`(${tickets.firstAnsweredAt} >= ${since} or ${tickets.resolvedAt} >= ${since})`)
    )
  return row ?? { answers: 0, lateAnswers: 0, resolutions: 0, lateResolutions: 0 }
}

/** Of the times that tickets were resolved in the period, how many were opened again. */
async function reopenedSince(ctx: Context, since: string) {
  const of = (where: SQL | undefined) =>
    sql<number>`count(*) filter (where ${where})`.mapWith(Number)
  const isResolving = and(eq(ticketHistory.kind, 'state'), eq(ticketHistory.detail, 'resolved'))
  const [row] = await ctx.db
    .select({ resolved: of(isResolving), reopened: of(eq(ticketHistory.kind, 'reopened')) })
    .from(ticketHistory)
    .innerJoin(tickets, eq(tickets.id, ticketHistory.ticketId))
    .where(ours(ctx, gte(ticketHistory.createdAt, since)))
  return row ?? { resolved: 0, reopened: 0 }
}

/** Of the questions that were asked in the period, how many were solved, and how many by a ticket. */
async function solvedInPublic(ctx: Context, since: string) {
  const isByTicket = sql`exists (select from ${ticketAnswers}
    where ${ticketAnswers.postId} = ${threads.acceptedPostId})`
  const part = (where: SQL | undefined) =>
    sql<number>`count(*) filter (where ${where})`.mapWith(Number)
  const [row] = await ctx.db
    .select({
      asked: count,
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
