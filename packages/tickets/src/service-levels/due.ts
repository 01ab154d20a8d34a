import { eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { businessAfter, businessBetween } from './business-clock.ts'
import { lockTicket, type Ticket } from '../finding.ts'
import { targetFor, type ServiceLevels } from './levels.ts'
import { levelsOf } from './reading-levels.ts'
import { tickets } from '../schema.ts'
import { isWaitingOnAgent } from '../states.ts'

const minute = 60_000
/** The desk is warned when this part of the time is over. */
const warnedAfter = 0.75

type Clock = Pick<Ticket, 'pausedAt' | 'pausedFor'>
type Reckoned = Pick<Ticket, 'topic' | 'priority' | 'createdAt' | 'firstAnsweredAt' | 'pausedFor'>

/**
 * Brings what a ticket is due to what is true of it now, in the transaction that changed it: its
 * state, priority or topic, its first answer, or the service levels.
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

/** Stops the clock where it is the requester's turn, and lets it run again where it is the desk's. */
function clockOf(levels: ServiceLevels, ticket: Ticket, now: string): Clock {
  const { state, pausedAt, pausedFor } = ticket
  if (!isWaitingOnAgent(state)) return { pausedAt: pausedAt ?? now, pausedFor }
  const stood = pausedAt ? businessBetween(levels, pausedAt, now) : 0
  return { pausedAt: null, pausedFor: pausedFor + stood }
}

/** When the first answer, the end and the next of both are due, and the desk is warned of that one. */
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

/** Nobody is told twice, unless it is due at another time by now. */
const wasNotifiedOverdue = ({ alertAt, pausedAt, dueAt }: Ticket, dueNow: string) =>
  alertAt === null && (pausedAt ? dueAt <= pausedAt : dueAt === dueNow)
