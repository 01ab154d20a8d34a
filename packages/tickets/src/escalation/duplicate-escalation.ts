import { and, eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { putBackInDraft } from '@stoa/threads'
import { lockTicket, type Ticket } from '../finding.ts'
import { ticketMessages } from '../schema.ts'

type Open = Pick<Ticket, 'id' | 'number' | 'requesterId'>
type Kept = 'sent' | 'drafted' | 'not_sent'

/**
 * Saves the reason of an escalation if a ticket is open already: in the requester's draft of a
 * reply. A moderator may not write there, so their client keeps the reason.
 * @throws Problem 409 `draft_full`
 */
export async function saveReasonAsDraft(ctx: Context, open: Open, reason: string): Promise<Kept> {
  // The lock lets two identical requests store the reason only once.
  await lockTicket(ctx, open.id)
  if (await hasWritten(ctx, open.id, reason)) return 'sent'
  if (open.requesterId !== ctx.actor.id) return 'not_sent'
  await putBackInDraft(ctx, `ticket:${open.number}`, reason)
  return 'drafted'
}

async function hasWritten(
  { db, actor }: Context,
  ticketId: number,
  body: string
): Promise<boolean> {
  const { id, authorId } = ticketMessages
  const same = and(
    eq(ticketMessages.ticketId, ticketId),
    eq(authorId, actor.id),
    eq(ticketMessages.body, body)
  )
  const rows = await db.select({ id }).from(ticketMessages).where(same).limit(1)
  return rows.length > 0
}
