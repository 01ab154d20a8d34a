import { and, asc, eq, isNotNull, lte } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { emit, transaction, type Context } from '@stoa/core'
import { lockTicket, type Ticket } from '../policy.ts'
import type { ServiceLevels } from './contract.ts'
import { levelsOf, targetFor } from './levels.ts'
import { tickets } from '../schema.ts'
import { isWaitingOnAgent } from '../lifecycle/states.ts'

export type Calendar = Pick<ServiceLevels, 'timeZone' | 'week' | 'holidays'>
type Span = { start: number; end: number }

// Eleven years of holidays are a mistake; an error is better than an endless loop.
const maxDays = 4000

/**
 * Returns the time at which the desk has been open for `milliseconds` since `start`, ISO 8601 UTC.
 * With 0 milliseconds while it is closed, returns when it opens.
 */
export function businessAfter(calendar: Calendar, start: string, milliseconds: number): string {
  let left = milliseconds
  for (const span of openSince(calendar, Date.parse(start))) {
    const open = span.end - span.start
    if (left <= open) return new Date(span.start + left).toISOString()
    left -= open
  }
  throw new Error(`the desk is not open for ${milliseconds} ms in ${maxDays} days`)
}

/**
 * Returns the milliseconds for which the desk is open between two times; 0 if `end` is not after
 * `start`.
 */
export function businessBetween(calendar: Calendar, start: string, end: string): number {
  const until = Date.parse(end)
  let open = 0
  for (const span of openSince(calendar, Date.parse(start))) {
    if (span.start >= until) return open
    open += Math.min(span.end, until) - span.start
  }
  return open
}

/** Yields the desk's opening spans from `start` on, in milliseconds since 1970. */
function* openSince(calendar: Calendar, start: number): Generator<Span> {
  const instant = Temporal.Instant.fromEpochMilliseconds(start)
  let day = instant.toZonedDateTimeISO(calendar.timeZone).toPlainDate()
  for (let days = 0; days < maxDays; days += 1) {
    const span = openOn(day, calendar)
    if (span && span.end > start && span.end > span.start)
      yield { start: Math.max(span.start, start), end: span.end }
    day = day.add({ days: 1 })
  }
}

function openOn(day: Temporal.PlainDate, { week, holidays, timeZone }: Calendar): Span | undefined {
  const opening = week[day.dayOfWeek - 1]
  if (!opening || holidays.includes(day.toString())) return undefined
  const lastDay = opening.to === '00:00' ? day.add({ days: 1 }) : day
  return { start: at(day, opening.from, timeZone), end: at(lastDay, opening.to, timeZone) }
}

// If the clocks skip an opening time, the desk opens at the corresponding moment.
const at = (day: Temporal.PlainDate, plainTime: string, timeZone: string) =>
  day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(plainTime) }).epochMilliseconds

const minute = 60_000
/** Share of the time after which the desk is warned. */
const warnedAfter = 0.75

type Clock = Pick<Ticket, 'pausedAt' | 'pausedFor'>
type Reckoned = Pick<Ticket, 'topic' | 'priority' | 'createdAt' | 'firstAnsweredAt' | 'pausedFor'>

/**
 * Recomputes the deadlines of a ticket. Call it in the transaction that changed its state, priority
 * or topic, its first answer, or the service levels.
 */
export async function updateSlaClock(ctx: Context, ticketId: number): Promise<void> {
  const ticket = await lockTicket(ctx, ticketId)
  const levels = await levelsOf(ctx)
  const clock = clockOf(levels, ticket, ctx.now)
  const times = dueTimes(levels, { ...ticket, ...clock })
  const alertAt = clock.pausedAt ? null : nextAlert(times, ctx.now, ticket)
  const { firstDueAt, resolveDueAt, dueAt } = times
  await ctx.db
    .update(tickets)
    .set({ ...clock, firstDueAt, resolveDueAt, dueAt, alertAt })
    .where(eq(tickets.id, ticketId))
}

/** Pauses the clock while it is the requester's turn, and resumes it when it is the desk's. */
function clockOf(levels: ServiceLevels, ticket: Ticket, now: string): Clock {
  const { state, pausedAt, pausedFor } = ticket
  if (!isWaitingOnAgent(state)) return { pausedAt: pausedAt ?? now, pausedFor }
  const stood = pausedAt ? businessBetween(levels, pausedAt, now) : 0
  return { pausedAt: null, pausedFor: pausedFor + stood }
}

/** Computes both deadlines, the next one of them, and the time of the warning before it. */
export function dueTimes(levels: ServiceLevels, ticket: Reckoned) {
  const { firstResponse, resolution } = targetFor(levels, ticket)
  const due = (minutes: number) =>
    businessAfter(levels, ticket.createdAt, minutes * minute + ticket.pausedFor)
  const next = ticket.firstAnsweredAt ? resolution : firstResponse
  return {
    firstDueAt: due(firstResponse),
    resolveDueAt: due(resolution),
    dueAt: due(next),
    warnAt: due(next * warnedAfter)
  }
}

type Times = ReturnType<typeof dueTimes>

function nextAlert({ warnAt, dueAt }: Times, now: string, ticket: Ticket): string | null {
  if (now < warnAt) return warnAt
  return now >= dueAt && wasNotifiedOverdue(ticket, dueAt) ? null : dueAt
}

/** An overdue ticket is alerted once, and again only if its deadline has changed. */
const wasNotifiedOverdue = ({ alertAt, pausedAt, dueAt }: Ticket, dueNow: string) =>
  alertAt === null && (pausedAt ? dueAt <= pausedAt : dueAt === dueNow)

const batchSize = 200

/** Timed task: alerts the desk to tickets that are nearly due, and again when they are overdue. */
export async function alertDesk(ctx: Context): Promise<void> {
  const due = await ctx.db
    .select({ id: tickets.id })
    .from(tickets)
    .where(isDue(ctx))
    .orderBy(asc(tickets.alertAt))
    .limit(batchSize)
  for (const { id } of due) await transaction(ctx, (ctx) => alert(ctx, id))
}

const isDue = ({ now }: Context) => and(isNotNull(tickets.alertAt), lte(tickets.alertAt, now))

async function alert(ctx: Context, ticketId: number) {
  const { db, now } = ctx
  const [ticket] = await db
    .select({ dueAt: tickets.dueAt })
    .from(tickets)
    .where(and(eq(tickets.id, ticketId), isDue(ctx)))
    .for('update')
  if (!ticket) return
  const isOverdue = ticket.dueAt <= now
  const alertAt = isOverdue ? null : ticket.dueAt
  await db.update(tickets).set({ alertAt }).where(eq(tickets.id, ticketId))
  await emit(ctx, isOverdue ? 'ticket.overdue' : 'ticket.due_soon', { ticketId })
}

export type Due = Pick<Ticket, 'dueAt' | 'pausedAt' | 'firstAnsweredAt'>

export const dueColumns = {
  dueAt: tickets.dueAt,
  pausedAt: tickets.pausedAt,
  firstAnsweredAt: tickets.firstAnsweredAt
}

/** The desk's next deadline on a ticket. */
export const dueOf = ({ now }: Pick<Context, 'now'>, ticket: Due) => ({
  what: ticket.firstAnsweredAt ? ('resolution' as const) : ('answer' as const),
  at: ticket.dueAt,
  stands: ticket.pausedAt !== null,
  overdue: ticket.pausedAt === null && ticket.dueAt <= now
})
