import { and, asc, desc, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { authorColumns } from '@stoa/accounts'
import { users } from '@stoa/accounts/tables'
import { clearLanguageOf, renderBody, rendererVersion } from '@stoa/threads/rendering'
import { scanState } from '@stoa/uploads'
import { uploads } from '@stoa/uploads/tables'
import type { TicketMessage } from './message-contract.ts'
import { recallableMessages, type FoundTicket, type View } from '../policy.ts'
import { deskAgents, ticketMessages } from '../schema.ts'

const messagePageSize = 500

/** Condition: messages that the given side may read. */
export const readableMessages = (view: View, now: string) =>
  view === 'desk'
    ? undefined
    : and(eq(ticketMessages.audience, 'requester'), lte(ticketMessages.sentAt, now))

/**
 * Returns the conversation of a ticket as the actor may read it, oldest first; of a very long one
 * only the end.
 */
export async function messagesOf(ctx: Context, ticket: FoundTicket): Promise<TicketMessage[]> {
  const rows = (await readMessages(ctx, ticket)).toReversed()
  const files = await filesOf(
    ctx,
    rows.map(({ id }) => id)
  )
  return Promise.all(
    rows.map(
      async ({ body, html, rendererVersion: version, author, agent, automatic, ...row }) => ({
        ...row,
        automatic: automatic !== null,
        author: automatic === null && isNamed(ticket, row) ? author : null,
        agent: row.side === 'desk' ? agent : null,
        nextState: row.canRecall ? row.nextState : null,
        language: clearLanguageOf(ctx, body) ?? ticket.language,
        html: version === rendererVersion ? html : (await renderBody(ctx, body)).html,
        attachments: files.filter(({ messageId }) => messageId === row.id)
      })
    )
  )
}

/** Requesters see no names of agents. */
const isNamed = ({ view }: FoundTicket, { side }: Pick<TicketMessage, 'side'>) =>
  view === 'desk' || side === 'requester'

const readMessages = (ctx: Context, { id, view }: FoundTicket) =>
  ctx.db
    .select({
      id: ticketMessages.id,
      side: ticketMessages.side,
      automatic: ticketMessages.automatic,
      audience: ticketMessages.audience,
      author: authorColumns(users),
      agent: deskAgents.number,
      body: ticketMessages.body,
      html: ticketMessages.html,
      rendererVersion: ticketMessages.rendererVersion,
      createdAt: ticketMessages.createdAt,
      sentAt: ticketMessages.sentAt,
      nextState: ticketMessages.nextState,
      canRecall: sql<boolean>`(${recallableMessages(ctx)})`
    })
    .from(ticketMessages)
    .leftJoin(users, eq(users.id, ticketMessages.authorId))
    .leftJoin(deskAgents, eq(deskAgents.userId, ticketMessages.authorId))
    .where(and(eq(ticketMessages.ticketId, id), readableMessages(view, ctx.now)))
    .orderBy(desc(ticketMessages.id))
    .limit(messagePageSize)

async function filesOf({ db, ports }: Context, messageIds: number[]) {
  if (messageIds.length === 0) return []
  const rows = await db
    .select({
      id: uploads.id,
      name: uploads.name,
      contentType: uploads.contentType,
      bytes: uploads.bytes,
      scan: uploads.scan,
      messageId: sql<number>`${uploads.parentId}`.mapWith(Number)
    })
    .from(uploads)
    .where(
      and(
        eq(uploads.parentKind, 'ticket_message'),
        inArray(uploads.parentId, messageIds),
        sql`${uploads.erasedAt} is null`
      )
    )
    .orderBy(asc(uploads.createdAt), asc(uploads.id))
  return rows.map(({ scan, ...row }) => ({
    ...{ ...row, url: `/api/v1/uploads/${row.id}` },
    scan: scanState({ ports }, scan)
  }))
}
