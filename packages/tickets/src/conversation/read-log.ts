import { and, eq, sql } from 'drizzle-orm'
import { recordSecurityEvent } from '@stoa/accounts'
import type { Context } from '@stoa/core'
import { can, visibleTickets } from '../policy.ts'
import { ticketMessages, ticketReadings, tickets } from '../schema.ts'

/** Records that the actor read another user's ticket, facts or attachment. */
export const recordRead = (
  ctx: Context,
  { id, requesterId }: { id: number; requesterId: number },
  what: 'ticket' | 'facts' | 'attachment'
): Promise<void> =>
  recordSecurityEvent(ctx, `look.${what}`, { subjectId: requesterId, details: { ticketId: id } })

/**
 * Opens files attached to a message for the actor: false if they may not. Implements the port by which uploads are
 * as visible as their message. Access by the desk is recorded.
 */
export async function openAttachment(ctx: Context, messageId: number): Promise<boolean> {
  const { db, actor, now } = ctx
  if (!can.revealAttachment(actor)) return false
  const [found] = await db
    .select({
      id: tickets.id,
      requesterId: tickets.requesterId,
      audience: ticketMessages.audience,
      sentAt: ticketMessages.sentAt
    })
    .from(ticketMessages)
    .innerJoin(tickets, eq(tickets.id, ticketMessages.ticketId))
    .where(and(eq(ticketMessages.id, messageId), visibleTickets(actor)))
  if (!found) return false
  if (found.requesterId === actor.id) return found.audience === 'requester' && found.sentAt <= now
  await recordRead(ctx, found, 'attachment')
  return true
}

/** Records up to which message the actor has seen a ticket, so that its row is not unread. */
export async function recordReading(
  { db, actor }: Context,
  ticketId: number,
  messageId: number
): Promise<void> {
  await db
    .insert(ticketReadings)
    .values({ userId: actor.id, ticketId, messageId })
    .onConflictDoUpdate({
      target: [ticketReadings.userId, ticketReadings.ticketId],
      set: { messageId: sql`greatest(${ticketReadings.messageId}, excluded.message_id)` }
    })
}
