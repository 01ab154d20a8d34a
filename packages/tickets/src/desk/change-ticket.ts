import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { conflict, emit, invalid, transaction, type Context } from '@stoa/core'
import { dropNextStates } from '../conversation/answer-delivery.ts'
import { setState, unassign } from '../lifecycle/transitions.ts'
import type { TicketChange } from './contract.ts'
import { updateSlaClock } from '../service-levels/deadlines.ts'
import { findTicket, lockTicket, type Ticket } from '../policy.ts'
import { addTicketHistory } from '../lifecycle/history.ts'
import { closeOwn } from '../requester/own-tickets.ts'
import { levelsOf } from '../service-levels/levels.ts'
import { tickets } from '../schema.ts'
import type { TicketState } from '../lifecycle/states.ts'
import { checkOffered } from '../topics/topics.ts'
import { agentNamed, checkExpected } from './assignees.ts'
import { differenceOf, recordAct } from './acts.ts'
import { checkHoldsNow, linkIncident } from '../incidents/incident-link.ts'
import { nextTags, recordTags, reviewTags } from './tag-changes.ts'

/**
 * Changes a ticket. The desk may change everything; its requester may only close it.
 * @returns what changed, if it can be undone
 * @throws Problem 404; 409 `ticket_assigned`, `ticket_open_already`, `ticket_merged`, `ticket_closed` after it was
 * declined; 422 on `assignee` for somebody who does not answer such tickets, on `announcementId`
 * for an announcement that is not current, on `addTags` for too many, on other fields if the requester
 * sends them
 */
export async function changeTicket(ctx: Context, number: string, change: TicketChange) {
  const ticket = await findTicket(ctx, number)
  if (ticket.view === 'requester') return void (await changeOwn(ctx, number, change))
  const { state, assignee, announcementId } = change
  const topic = change.topic ?? ticket.topic
  if (topic !== ticket.topic) await checkOffered(ctx, topic)
  const assigneeId = assignee
    ? await agentNamed(ctx, assignee, { ...ticket, topic })
    : nobodyIf(assignee)
  const snoozedUntil = await awayUntil(ctx, change)
  await reviewTags(ctx, { addTags: change.addTags, removeTags: change.removeTags })
  if (announcementId && announcementId !== ticket.announcementId)
    await checkHoldsNow(ctx, announcementId)
  return transaction(ctx, async (ctx) => {
    const locked = await lockTicket(ctx, ticket.id)
    if (locked.mergedIntoId !== null) throw conflict('ticket_merged')
    // The requester declined the ticket, so nobody may reopen it.
    if (state && locked.outcome === 'declined') throw conflict('ticket_closed')
    await checkExpected(ctx, locked, change)
    if (announcementId !== undefined) await linkIncident(ctx, locked, announcementId)
    const next: Next =
      state && state !== locked.state ? { state, outcome: outcomeOf(locked, state) } : {}
    const { priority } = change
    await applyChange(ctx, locked, {
      priority,
      topic: change.topic,
      ...{ assigneeId, snoozedUntil, tags: nextTags(locked, change) },
      ...next
    })
    return differenceOf(ctx, locked)
  })
}

/**
 * Changes a ticket, and returns the id by which it can be undone.
 * @throws Problem as `changeTicket`
 */
export const changeOne = (ctx: Context, number: string, change: TicketChange) =>
  transaction(ctx, async (ctx) => {
    const difference = await changeTicket(ctx, number, change)
    return { undo: difference ? await recordAct(ctx, [difference]) : null }
  })

type Next = Fields & { state?: TicketState; outcome?: Ticket['outcome'] }

/** Sets the given fields and state of a locked ticket, with history and events. */
export async function applyChange(ctx: Context, ticket: Ticket, next: Next): Promise<void> {
  const { state, outcome, ...fields } = next
  if (state) {
    await dropNextStates(ctx, ticket.id)
    await setState(ctx, ticket, { state, outcome })
  }
  await setFields(ctx, ticket, fields)
}

// A resolved ticket keeps its outcome when it is closed.
const outcomeOf = (ticket: Ticket, next: TicketState) =>
  ticket.state === 'resolved' && next === 'closed' ? 'resolved' : null

async function awayUntil(ctx: Context, { snoozeDay, snoozedUntil }: TicketChange) {
  if (!snoozeDay) return snoozedUntil
  return untilDay(snoozeDay, ctx.now, (await levelsOf(ctx)).timeZone)
}

// An empty form field means null.
const nobodyIf = (assignee: string | null | undefined) =>
  assignee === undefined ? undefined : null

async function changeOwn(ctx: Context, number: string, change: TicketChange) {
  for (const [field, value] of Object.entries(change))
    if (value !== undefined && (field !== 'state' || value !== 'closed'))
      throw invalid(field, 'field_invalid')
  if (change.state) await closeOwn(ctx, number)
}

type Fields = Partial<Pick<Ticket, 'priority' | 'topic' | 'assigneeId' | 'snoozedUntil' | 'tags'>>

async function setFields(ctx: Context, ticket: Ticket, fields: Fields) {
  const { priority, topic, assigneeId, snoozedUntil, tags } = fields
  const values = { priority, topic, assigneeId, snoozedUntil, tags }
  if (Object.values(values).every((value) => value === undefined)) return
  await ctx.db
    .update(tickets)
    .set({ ...values, changedAt: ctx.now })
    .where(eq(tickets.id, ticket.id))
  await recordFiling(ctx, ticket, fields)
  if (tags) await recordTags(ctx, ticket, tags)
  if (priority ?? topic) await updateSlaClock(ctx, ticket.id)
  if (assigneeId !== undefined && assigneeId !== ticket.assigneeId)
    await assign(ctx, ticket, assigneeId)
}

/** Records a new priority or topic. The search index of the desk depends on both. */
async function recordFiling(ctx: Context, ticket: Ticket, { priority, topic, assigneeId }: Fields) {
  const ticketId = ticket.id
  if (priority && priority !== ticket.priority) {
    await addTicketHistory(ctx, ticketId, 'priority', priority)
    await emit(ctx, 'ticket.prioritised', { ticketId })
  }
  if (topic && topic !== ticket.topic) {
    await addTicketHistory(ctx, ticketId, 'topic', topic)
    await emit(ctx, 'ticket.moved', { ticketId })
    if (assigneeId === undefined) await unassign(ctx, { ...ticket, topic })
  }
}

async function assign(ctx: Context, { id }: Ticket, userId: number | null) {
  await addTicketHistory(ctx, id, 'assigned', userId === null ? null : String(userId))
  if (userId !== null) await emit(ctx, 'ticket.assigned', { ticketId: id, userId })
}

type SnoozeDay = NonNullable<TicketChange['snoozeDay']>

const opens = Temporal.PlainTime.from('09:00')
const monday = 1

/**
 * Returns when a snoozed ticket comes back: nine in the morning of the desk on that day, ISO 8601
 * UTC.
 * @throws Problem 422 on `snoozeDay` for a day that is not in the future, or more than a year away
 */
export function untilDay(day: SnoozeDay, now: string, timeZone: string): string {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(timeZone).toPlainDate()
  const until = dayOf(day, today)
  const isPast = Temporal.PlainDate.compare(until, today) <= 0
  if (isPast || Temporal.PlainDate.compare(until, today.add({ years: 1 })) > 0)
    throw invalid('snoozeDay', 'field_tickets_snooze_day')
  const at = until.toZonedDateTime({ timeZone, plainTime: opens })
  return new Date(at.epochMilliseconds).toISOString()
}

function dayOf(day: SnoozeDay, today: Temporal.PlainDate): Temporal.PlainDate {
  if (day === 'tomorrow') return today.add({ days: 1 })
  if (day === 'next_monday') return today.add({ days: 7 + monday - today.dayOfWeek })
  return Temporal.PlainDate.from(day)
}
