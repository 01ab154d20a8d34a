import { eq, sql } from 'drizzle-orm'
import { after, type Context, invalid, Problem } from '@stoa/core'
import { renderBody, rendererVersion } from '@stoa/threads/rendering'
import { attachUploads } from '@stoa/uploads'
import { blanksIn, findBlank } from '@stoa/guards'
import { articlesIn } from '../desk/reply-articles.ts'
import { withAgentNumber } from './agent-numbers.ts'
import type { MessageInput } from './message-contract.ts'
import type { Ticket } from '../finding.ts'
import {
  type AutomaticMessage,
  savedReplies,
  type sides,
  ticketMessages,
  tickets
} from '../schema.ts'

type Side = (typeof sides)[number]
type Written = Omit<MessageInput, 'uploadIds' | 'lastSeen'> & {
  /** Files in addition to those shown in the text. */
  uploadIds?: string[]
  side: Side
  /**
   * Part of a change of state, which notifies the requester: visible immediately, without a
   * notification of its own.
   */
  isLast?: boolean
  /** A rule sends it. Nobody can recall it. */
  automatic?: AutomaticMessage
}
export type Prepared = Awaited<ReturnType<typeof prepareMessage>>

/** Milliseconds during which the desk can recall a message to a requester. */
const recallWindow = 10_000
const maxFiles = 10

/**
 * Prepares a message for storing: guards review it and it is rendered.
 * @throws Problem 422 for a text that is refused or has an unfilled placeholder, or more than ten
 * files
 */
export async function prepareMessage(ctx: Context, written: Written, path = 'body') {
  const body = await withAgentNumber(ctx, written)
  if (written.side === 'desk' && written.audience === 'requester')
    await checkFilled(ctx, path, body)
  await ctx.ports.safety.review(ctx, { path, text: body })
  const { html, uploads, mentionedIds } = await renderBody(ctx, body)
  const files = [...new Set([...uploads, ...(written.uploadIds ?? [])])]
  if (files.length > maxFiles) throw invalid('uploadIds', 'field_tickets_files', { maxFiles })
  return { ...written, body, html, files, mentionedIds }
}

/** Stores a message in the transaction of `ctx`. */
export async function storeMessage(ctx: Context, ticket: Pick<Ticket, 'id'>, message: Prepared) {
  const { side, audience, body, html, automatic, state: nextState } = message
  const reply = side === 'desk' && audience === 'requester' && !message.isLast && !automatic
  const authorId = automatic ? null : ctx.actor.id
  const sentAt = reply ? after(ctx.now, recallWindow) : ctx.now
  const notifiedAt = reply ? null : ctx.now
  const [row] = await ctx.db
    .insert(ticketMessages)
    .values({
      ...{ ticketId: ticket.id, authorId, automatic, side, audience, nextState },
      ...{ body, html, rendererVersion, createdAt: ctx.now, sentAt, notifiedAt }
    })
    .returning({ id: ticketMessages.id })
  const id = row?.id ?? 0
  await attachUploads(ctx, message.files, { kind: 'ticket_message', id })
  await ctx.db
    .update(tickets)
    .set({ changedAt: ctx.now, ...(message.files.length > 0 && keptAnew(ctx)) })
    .where(eq(tickets.id, ticket.id))
  return { id, sentAt }
}

/** A file in a note of a ticket whose details were removed has a retention period of its own. */
const keptAnew = ({ now }: Context) => ({
  retainedFrom: sql`case when ${tickets.state} = 'closed' and ${tickets.mergedIntoId} is null
    then coalesce(${tickets.retainedFrom}, ${now}) end`
})

/**
 * Checks that no placeholder of a saved reply is left in a message of the desk.
 * @throws Problem 422 `blank_left`
 */
async function checkFilled(ctx: Context, path: string, text: string): Promise<void> {
  const [article] = articlesIn(text)
  if (!article && blanksIn(text).length === 0 && findBlank(text) === undefined) return
  const blank = article ? `{article:${article}}` : findBlank(text, await blanksOfSavedReplies(ctx))
  if (blank === undefined) return
  const error = { path, message: 'field_blank_left', params: { blank } }
  throw new Problem(422, 'blank_left', { blank }, [error])
}

async function blanksOfSavedReplies({ db }: Context): Promise<string[]> {
  const rows = await db.select({ body: savedReplies.body }).from(savedReplies)
  return rows.flatMap(({ body }) => Object.values(body).flatMap(blanksIn))
}
