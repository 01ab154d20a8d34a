import { eq, sql } from 'drizzle-orm'
import { randomInt } from 'node:crypto'
import { after, holds, invalid, Problem, type Context } from '@stoa/core'
import { renderBody, rendererVersion } from '@stoa/threads/rendering'
import { attachUploads } from '@stoa/uploads'
import { blanksIn, findBlank } from '@stoa/guards'
import { findRecipient } from '@stoa/accounts/recipients'
import { articlesIn } from '../desk/reply-articles.ts'
import type { MessageInput } from './message-contract.ts'
import type { Ticket } from '../policy.ts'
import {
  deskAgents,
  savedReplies,
  ticketMessages,
  tickets,
  type AutomaticMessage,
  type sides
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

const lowest = 10_000
const highest = 100_000

/** Returns the actor's agent number. Agents get one when they first need it. */
export async function agentNumber(ctx: Context): Promise<number> {
  const known = await numberOf(ctx)
  if (known) return known
  const number = randomInt(lowest, highest)
  await ctx.db
    .insert(deskAgents)
    .values({ userId: ctx.actor.id, number, createdAt: ctx.now })
    .onConflictDoNothing()
  return agentNumber(ctx)
}

type Said = { side: string; audience: string; body: string }

/**
 * Returns the text of a message. In an answer to a requester, a remaining `{agent}` is replaced by
 * the author's agent number.
 */
async function withAgentNumber(ctx: Context, { side, audience, body }: Said) {
  const isAnswer = side === 'desk' && audience === 'requester'
  if (!isAnswer || !body.includes('{agent}')) return body
  return body.replaceAll('{agent}', String(await agentNumber(ctx)))
}

/** Whether the number belongs to somebody who works on the desk now. */
export async function isDeskAgent(ctx: Context, number: number): Promise<boolean> {
  const [agent] = await ctx.db
    .select({ userId: deskAgents.userId })
    .from(deskAgents)
    .where(eq(deskAgents.number, number))
  const found = agent && (await findRecipient(ctx, agent.userId))
  return found !== undefined && holds(found.actor, 'desk')
}

/** Returns the actor's agent number; undefined if they have none yet. */
export async function numberOf({ db, actor }: Context): Promise<number | undefined> {
  const [agent] = await db
    .select({ number: deskAgents.number })
    .from(deskAgents)
    .where(eq(deskAgents.userId, actor.id))
  return agent?.number
}
