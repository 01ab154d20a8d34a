import { eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { ticketUrl } from './finding.ts'
import { tickets } from './schema.ts'

/** `messageId`: the message that was written; absent for the first one. */
type About = { ticketId: number; messageId?: number }

/**
 * The data of a ticket that receivers of webhooks get. A receiver is not an account: state, topic,
 * thread and conversation are read by `GET /tickets/:number` with a token of an agent.
 */
export async function ticketForReceivers(ctx: Context, { ticketId, messageId }: About) {
  const [ticket] = await ctx.db
    .select({ number: tickets.number })
    .from(tickets)
    .where(eq(tickets.id, ticketId))
  if (!ticket) return null
  const url = ctx.ports.publicOrigin + ticketUrl(ticket.number)
  return { ...ticket, url, messageId: messageId ?? null }
}
