import { and, asc, eq, gt, notExists, sql, type SQL } from 'drizzle-orm'
import { emit, emitAll, guest, invalid, transaction, type Context } from '@stoa/core'
import { threads } from '@stoa/threads/tables'
import { findAsDesk, isOpenTicket, type Ticket } from '../policy.ts'
import { addTicketHistory } from '../lifecycle/history.ts'
import { rowColumns } from '../conversation/ticket-row.ts'
import { ticketHistory, ticketMessages, tickets } from '../schema.ts'

/**
 * Lists incidents and maintenance that a ticket can be linked to: likely ones first, or without
 * `number` the latest first.
 * @throws Problem 404
 */
export async function listDisturbances(ctx: Context, number?: string) {
  const about = number ? await contentOf(ctx, await findAsDesk(ctx, number)) : nothing
  return ctx.ports.announcements.disturbancesAbout(ctx, about)
}

const nothing = { title: '', body: '', threadId: null }

/**
 * Returns the ticket's subject and its requester's first message, as far as the actor may read
 * them.
 */
async function contentOf(ctx: Context, { id, threadId }: Ticket) {
  const [found] = await ctx.db
    .select({ title: rowColumns(ctx).subject, body: ticketMessages.body })
    .from(tickets)
    .leftJoin(threads, eq(threads.id, tickets.threadId))
    .leftJoin(
      ticketMessages,
      and(eq(ticketMessages.ticketId, tickets.id), eq(ticketMessages.side, 'requester'))
    )
    .where(eq(tickets.id, id))
    .orderBy(asc(ticketMessages.id))
    .limit(1)
  return { title: found?.title ?? '', body: found?.body ?? '', threadId }
}

/** @throws Problem 422 on `announcementId` unless it is a current incident or maintenance */
export async function checkHoldsNow(ctx: Context, announcementId: number): Promise<void> {
  const holding = await ctx.ports.announcements.disturbancesAbout(ctx, nothing)
  if (!holding.some(({ id }) => id === announcementId))
    throw invalid('announcementId', 'field_tickets_announcement')
}

/** Links a locked ticket to an announcement; null removes the link. */
export async function linkIncident(ctx: Context, ticket: Ticket, announcementId: number | null) {
  if (announcementId === ticket.announcementId) return
  await ctx.db
    .update(tickets)
    .set({ announcementId, changedAt: ctx.now })
    .where(eq(tickets.id, ticket.id))
  const kind = announcementId === null ? 'unlinked' : 'linked'
  await addTicketHistory(ctx, ticket.id, kind, String(announcementId ?? ticket.announcementId))
}

type Change = { announcementId: number; at: string; afterId: number }

const batchSize = 200

/**
 * Effect of events of an announcement: adds a history line to open tickets linked to it and
 * notifies their requesters. Works in batches: each emits an event for the next. A repeated call
 * for the same change adds nothing; an announcement that is no longer public is skipped.
 */
export async function notifyLinked(ctx: Context, change: Change): Promise<void> {
  if (!(await openAnnouncement(ctx, change.announcementId))) return
  const ids = await linkedBehind(ctx, change)
  const last = ids.at(-1)
  if (last === undefined) return
  await transaction(ctx, async (ctx) => {
    await ctx.db.insert(ticketHistory).values(ids.map((ticketId) => lineOf(ctx, ticketId, change)))
    const payloads = ids.map((ticketId) => ({ ticketId }))
    await emitAll(ctx, 'ticket.announced', payloads)
    if (ids.length === batchSize) await emit(ctx, 'tickets.linked', { ...change, afterId: last })
  })
}

/**
 * Notifies linked tickets that an announcement's time is over, unless an update has already said
 * that it is resolved or finished.
 */
export async function notifyLinkedOfEnd(ctx: Context, change: Change): Promise<void> {
  const announcement = await openAnnouncement(ctx, change.announcementId)
  const hasEnded = announcement?.phase === 'resolved' || announcement?.phase === 'finished'
  if (!hasEnded) await notifyLinked(ctx, change)
}

/** The announcement as guests see it; undefined if only staff may read it. */
async function openAnnouncement(ctx: Context, id: number) {
  const [found] = await ctx.ports.announcements.linkedAnnouncements({ ...ctx, actor: guest }, [id])
  return found
}

async function linkedBehind({ db }: Context, { afterId, ...change }: Change): Promise<number[]> {
  const noted = db
    .select({ one: sql`1` })
    .from(ticketHistory)
    .where(isNoted(change))
  const rows = await db
    .select({ id: tickets.id })
    .from(tickets)
    .where(
      and(
        eq(tickets.announcementId, change.announcementId),
        gt(tickets.id, afterId),
        isOpenTicket,
        notExists(noted)
      )
    )
    .orderBy(asc(tickets.id))
    .limit(batchSize)
  return rows.map(({ id }) => id)
}

const isNoted = ({ announcementId, at }: Omit<Change, 'afterId'>): SQL | undefined =>
  and(
    eq(ticketHistory.ticketId, tickets.id),
    eq(ticketHistory.kind, 'announcement'),
    eq(ticketHistory.detail, String(announcementId)),
    eq(ticketHistory.createdAt, at)
  )

const lineOf = (
  { actor }: Context,
  ticketId: number,
  { announcementId, at }: Change
): typeof ticketHistory.$inferInsert => ({
  ...{ ticketId, kind: 'announcement', detail: String(announcementId) },
  ...{ actorId: actor.id, createdAt: at }
})
