import { eq, isNull, or } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { languageFor, wordsFor, type TextByLocale } from '@stoa/core/languages'
import { users } from '@stoa/accounts/tables'
import { numberOf } from '../conversation/messages.ts'
import { findAsDesk, type Ticket } from '../policy.ts'
import { savedReplies } from '../schema.ts'
import { fillArticles } from './reply-articles.ts'

/** Names saved replies for their reader, and sorts them by that name. */
export const byName = <T extends { names: TextByLocale }>(ctx: Context, rows: readonly T[]) =>
  rows
    .map((row) => ({
      ...row,
      name: wordsFor(ctx, row.names),
      language: languageFor(ctx, row.names)
    }))
    .sort((a, b) => a.name.localeCompare(b.name, ctx.locale))

export const replyColumns = {
  id: savedReplies.id,
  names: savedReplies.names,
  topic: savedReplies.topic,
  body: savedReplies.body
}

/**
 * Returns the saved replies for a ticket's topic or for all topics, in its requester's language,
 * with placeholders filled in. `{agent}` stays if the actor has no agent number yet; sending fills
 * it in.
 * @throws Problem 404
 */
export async function savedRepliesFor(ctx: Context, number: string) {
  const ticket = await findAsDesk(ctx, number)
  const { topic } = ticket
  const rows = await ctx.db
    .select(replyColumns)
    .from(savedReplies)
    .where(or(isNull(savedReplies.topic), eq(savedReplies.topic, topic)))
  const requester = await requesterOf(ctx, ticket)
  const agent = String((await numberOf(ctx)) ?? '{agent}')
  const words = { requester: requester.username, number, agent }
  const replies = byName(ctx, rows)
  const texts = await fillArticles(
    ctx,
    replies.map(({ body }) => fillPlaceholders(wordsFor(ctx, body, requester.locale), words)),
    { requesterId: ticket.requesterId, locale: requester.locale }
  )
  return {
    language: requester.locale,
    items: replies.map(({ id, name, language }, at) => ({
      ...{ id, name, language },
      ...{ text: texts[at]?.text ?? '', leftOut: texts[at]?.leftOut ?? [] }
    }))
  }
}

type Asked = Pick<Ticket, 'requesterId' | 'language'>

async function requesterOf({ db }: Context, { requesterId, language }: Asked) {
  const [requester] = await db
    .select({ username: users.username, locale: users.locale })
    .from(users)
    .where(eq(users.id, requesterId))
  return { username: requester?.username ?? '', locale: requester?.locale ?? language }
}

/** The language in which a requester is answered. */
export const languageOfRequester = async (ctx: Context, ticket: Asked) =>
  (await requesterOf(ctx, ticket)).locale

/**
 * Returns a saved reply for a ticket as `savedRepliesFor`, but for no agent; undefined if it was
 * deleted, or names an article that the requester may not read.
 */
export async function filledReply(
  ctx: Context,
  ticket: Asked & Pick<Ticket, 'number'>,
  id: number
) {
  const [reply] = await ctx.db
    .select({ body: savedReplies.body })
    .from(savedReplies)
    .where(eq(savedReplies.id, id))
  if (!reply) return undefined
  const { username, locale } = await requesterOf(ctx, ticket)
  const words = { requester: username, number: ticket.number }
  const text = fillPlaceholders(wordsFor(ctx, reply.body, locale), words)
  const reader = { requesterId: ticket.requesterId, locale }
  const [filled] = await fillArticles(ctx, [text], reader)
  return filled?.leftOut.length === 0 ? filled.text : undefined
}

/** Placeholders without a word stay. */
export const fillPlaceholders = (text: string, words: Record<string, string>): string =>
  text.replace(/\{(requester|number|agent)\}/g, (whole, name: string) => words[name] ?? whole)
