import { and, eq } from 'drizzle-orm'
import { guest, type Context } from '@stoa/core'
import { threadUrl, visibleThreads } from '@stoa/threads'
import { threads } from '@stoa/threads/schema'
import { ticketUrl } from './finding.ts'
import { tickets } from './schema.ts'

/** `messageId`: of the message that was written; absent for the first one. */
type About = { ticketId: number; messageId?: number }

/**
 * What receivers of webhooks are told of a ticket: which one it is and where it stands. A receiver is no
 * account, so what was written is read by `GET /tickets/:number` with a token of an agent who may.
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
    /** Where guests may read it. */
    thread: thread && publicOrigin + threadUrl(thread.id, thread.title),
    messageId: messageId ?? null
  }
}
