import { asc, eq, and, sql } from 'drizzle-orm'
import { findRecipient, checkHolds } from '@stoa/accounts'
import { users } from '@stoa/accounts/schema'
import { Problem, write, type Context } from '@stoa/core'
import { threadUrl } from '@stoa/threads'
import { threads } from '@stoa/threads/schema'
import { uploads } from '@stoa/uploads/schema'
import type { DeskMessage } from './contract.ts'
import { say } from './conversation.ts'
import { changeTicket, resolve, returnToCommunity } from './desk.ts'
import { ticketUrl } from './finding.ts'
import { ticketMessages, tickets } from './schema.ts'

/**
 * Does what a desk elsewhere has decided, once, under the name of its agent; see `deskMessage`.
 * @throws Problem 401 `signature_invalid`, 403 where the agent does not answer tickets any more, and as
 * the verbs of the desk do: then nothing is noted, and the message can come again
 */
export async function hearDesk(given: Context, message: DeskMessage): Promise<void> {
  const { deskElsewhere } = given.ports
  const agent = await findRecipient(given, await deskElsewhere.speaker(given))
  if (!agent) throw new Problem(401, 'signature_invalid')
  checkHolds(agent.actor, 'desk')
  await write({ ...given, actor: agent.actor }, async (ctx) => {
    if (await deskElsewhere.isFirst(ctx)) await act(ctx, message)
  })
}

async function act(ctx: Context, { type, data }: DeskMessage): Promise<unknown> {
  const { number } = data
  switch (type) {
    case 'desk.answered':
      return say(ctx, number, { ...data, uploadIds: [] })
    case 'desk.changed':
      return changeTicket(ctx, number, data)
    case 'desk.resolved':
      return resolve(ctx, number, data)
    case 'desk.returned':
      return returnToCommunity(ctx, number, data.reason)
  }
}

/**
 * What a desk elsewhere is told of a ticket: where it stands, and what was written. Facts and files stay
 * here, behind a fresh sign-in: `url` leads to them.
 * @param about without `messageId` the first message
 */
export async function describeForDesk(
  ctx: Context,
  about: { ticketId: number; messageId?: number }
): Promise<object | null> {
  const [ticket] = await ctx.db
    .select({
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
    })
    .from(tickets)
    .innerJoin(users, eq(users.id, tickets.requesterId))
    .leftJoin(threads, eq(threads.id, tickets.threadId))
    .where(eq(tickets.id, about.ticketId))
  if (!ticket) return null
  const { publicOrigin } = ctx.ports
  return {
    ...ticket,
    url: publicOrigin + ticketUrl(ticket.number),
    thread: ticket.thread && publicOrigin + threadUrl(ticket.thread.id, ticket.thread.title),
    message: await messageOf(ctx, about)
  }
}

async function messageOf(
  { db }: Context,
  { ticketId, messageId }: { ticketId: number; messageId?: number }
) {
  const { id, side, body, createdAt } = ticketMessages
  const [message] = await db
    .select({ id, side, body, createdAt })
    .from(ticketMessages)
    .where(
      and(
        eq(ticketMessages.ticketId, ticketId),
        messageId === undefined ? undefined : eq(id, messageId)
      )
    )
    .orderBy(asc(id))
    .limit(1)
  if (!message) return null
  const files = await db
    .select({ name: uploads.name, contentType: uploads.contentType, bytes: uploads.bytes })
    .from(uploads)
    .where(and(eq(uploads.parentKind, 'ticket_message'), eq(uploads.parentId, message.id)))
  return { ...message, files }
}
