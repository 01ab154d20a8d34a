import { and, eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { putBackInDraft } from '@stoa/threads'
import { lockTicket, type Ticket } from './finding.ts'
import { ticketMessages } from './schema.ts'

type Open = Pick<Ticket, 'id' | 'number' | 'requesterId'>
type Kept = 'sent' | 'drafted' | 'not_sent'

/**
 * Keeps a reason that meets a ticket which is open already, in its requester's draft of a reply; who
 * escalated for them may not write there, and keeps it themselves.
 * @throws Problem 409 `draft_full`
 */
export async function saveReasonAsDraft(ctx: Context, open: Open, reason: string): Promise<Kept> {
  // Whoever sends the same twice at once has it in one place only.
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
