import { and, eq } from 'drizzle-orm'
import { guest, type Context } from '@stoa/core'
import { threadUrl, visibleThreads } from '@stoa/threads'
import { threads } from '@stoa/threads/tables'
import { ticketUrl } from './finding.ts'
import { tickets } from './schema.ts'

/** `messageId`: the message that was written; absent for the first one. */
type About = { ticketId: number; messageId?: number }

/**
 * The data of a ticket that receivers of webhooks get. A receiver is not an account and may see no
 * conversation: programs read that by `GET /tickets/:number` with a token of an agent.
 */
export async function ticketForReceivers(ctx: Context, { ticketId, messageId }: About) {
  const [ticket] = await ctx.db
    .select({
      number: tickets.number,
      topic: tickets.topic,
      state: tickets.state,
      outcome: tickets.outcome,
      thread: { id: threads.id, title: threads.title }
    })
    .from(tickets)
    .leftJoin(threads, and(eq(threads.id, tickets.threadId), visibleThreads(guest)))
    .where(eq(tickets.id, ticketId))
  if (!ticket) return null
  const { publicOrigin } = ctx.ports
  const { number, thread, ...state } = ticket
  return {
    ...{ number, url: publicOrigin + ticketUrl(number), ...state },
    /** Null if guests may not read it. */
    thread: thread && publicOrigin + threadUrl(thread.id, thread.title),
    messageId: messageId ?? null
  }
}
