import { and, eq } from 'drizzle-orm'
import { recordSecurityEvent } from '@stoa/accounts'
import type { Context } from '@stoa/core'
import { visibleTickets } from './policy.ts'
import { ticketMessages, tickets } from './schema.ts'

/** Records that the actor read something of a ticket that is not theirs. */
export const recordRead = (
  ctx: Context,
  { id, requesterId }: { id: number; requesterId: number },
  what: 'ticket' | 'facts' | 'attachment'
): Promise<void> =>
  recordSecurityEvent(ctx, `look.${what}`, { subjectId: requesterId, details: { ticketId: id } })

/**
 * True when the actor may read the message, so also open what is attached to it: the port by which
 * uploads are as visible as their message. That the desk opens one is written down.
 */
export async function canOpenAttachment(ctx: Context, messageId: number): Promise<boolean> {
  const { db, actor, now } = ctx
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
