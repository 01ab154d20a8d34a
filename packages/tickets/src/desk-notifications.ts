import { and, asc, eq, sql } from 'drizzle-orm'
import { users } from '@stoa/accounts/schema'
import type { Context } from '@stoa/core'
import { threadUrl } from '@stoa/threads'
import { threads } from '@stoa/threads/schema'
import { uploads } from '@stoa/uploads/schema'
import { ticketUrl } from './finding.ts'
import { ticketMessages, tickets } from './schema.ts'

/** `messageId` is absent for the first message. */
type About = { ticketId: number; messageId?: number }

/**
 * Describes a ticket and a message of it for an external help desk. Facts and files are not
 * included: they need a fresh sign-in at `url`.
 */
export async function describeForDesk(ctx: Context, about: About): Promise<object | null> {
  const [ticket] = await readTicket(ctx, about)
  if (!ticket) return null
  const { publicOrigin } = ctx.ports
  return {
    ...ticket,
    url: publicOrigin + ticketUrl(ticket.number),
    thread: ticket.thread && publicOrigin + threadUrl(ticket.thread.id, ticket.thread.title),
    message: await messageOf(ctx, about)
  }
}

const columns = {
  number: tickets.number,
  topic: tickets.topic,
  priority: tickets.priority,
  state: tickets.state,
  outcome: tickets.outcome,
  subject: sql<string | null>`coalesce(${tickets.subject}, ${threads.title})`,
  language: tickets.language,
  createdAt: tickets.createdAt,
  requester: users.username,
  byProof: tickets.byProof,
  thread: { id: threads.id, title: threads.title }
}

const readTicket = ({ db }: Context, { ticketId }: About) =>
  db
    .select(columns)
    .from(tickets)
    .innerJoin(users, eq(users.id, tickets.requesterId))
    .leftJoin(threads, eq(threads.id, tickets.threadId))
    .where(eq(tickets.id, ticketId))

async function messageOf(ctx: Context, { ticketId, messageId }: About) {
  const { id, side, body, createdAt } = ticketMessages
  const isIt = messageId === undefined ? undefined : eq(id, messageId)
  const [message] = await ctx.db
    .select({ id, side, body, createdAt })
    .from(ticketMessages)
    .where(and(eq(ticketMessages.ticketId, ticketId), isIt))
    .orderBy(asc(id))
    .limit(1)
  return message ? { ...message, files: await filesOf(ctx, message.id) } : null
}

const filesOf = ({ db }: Context, messageId: number) =>
  db
    .select({ name: uploads.name, contentType: uploads.contentType, bytes: uploads.bytes })
    .from(uploads)
    .where(and(eq(uploads.parentKind, 'ticket_message'), eq(uploads.parentId, messageId)))
