import { eq, and, asc, isNotNull, lte } from 'drizzle-orm'
import { type Context, emit, transaction } from '@stoa/core'
import { businessAfter, businessBetween } from './business-clock.ts'
import { lockTicket, type Ticket } from '../finding.ts'
import { targetFor, type ServiceLevels } from './levels.ts'
import { levelsOf } from './reading-levels.ts'
import { tickets } from '../schema.ts'
import { isWaitingOnAgent } from '../lifecycle/states.ts'

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
