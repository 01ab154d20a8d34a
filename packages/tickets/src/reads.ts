import { and, eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { visibleTickets } from './policy.ts'
import { ticketMessages, ticketReads, tickets } from './schema.ts'

type What = (typeof ticketReads.$inferInsert)['what']

/** Writes down that the actor read something of a ticket that is not theirs, or exported figures of all. */
export async function noteRead({ db, actor, now }: Context, ticketId: number | null, what: What) {
  await db.insert(ticketReads).values({ ticketId, actorId: actor.id, what, createdAt: now })
}

/**
 * True when the actor may read the message, so also open what is attached to it: the port by which
 * uploads are as visible as their message. That the desk opens one is written down.
 */
export async function canOpenAttachment(ctx: Context, messageId: number): Promise<boolean> {
  const { db, actor, now } = ctx
  const [found] = await db
    .select({
      ticketId: tickets.id,
      requesterId: tickets.requesterId,
      audience: ticketMessages.audience,
      sentAt: ticketMessages.sentAt
    })
    .from(ticketMessages)
    .innerJoin(tickets, eq(tickets.id, ticketMessages.ticketId))
    .where(and(eq(ticketMessages.id, messageId), visibleTickets(actor)))
  if (!found) return false
  if (found.requesterId === actor.id) return found.audience === 'requester' && found.sentAt <= now
  await noteRead(ctx, found.ticketId, 'attachment')
  return true
}
