import { eq, isNull, or } from 'drizzle-orm'
import { notFound, transaction, type Context } from '@stoa/core'
import type { z } from 'zod'
import type { savedReplyInput } from './saved-reply-contract.ts'
import { findAsDesk, type Ticket } from '../finding.ts'
import { numberOf } from '../conversation/agent-numbers.ts'
import { disableRulesSending } from '../rules/sent-replies.ts'
import { savedReplies } from '../schema.ts'
import { checkOffered } from '../topics/topics.ts'
import { users } from '@stoa/accounts/tables'
import { reviewTexts } from '@stoa/accounts/text-review'
import { languageFor, wordsFor, type TextByLocale } from '@stoa/core/languages'

type Input = z.output<typeof savedReplyInput>

/** Lists all saved replies with names and text in each language, by name. */
export async function listSavedReplies(ctx: Context) {
  const rows = await ctx.db.select(columns).from(savedReplies)
  return { items: byName(ctx, rows) }
}

/** Names saved replies for their reader, and sorts them by that name. */
const byName = <T extends { names: TextByLocale }>(ctx: Context, rows: readonly T[]) =>
  rows
    .map((row) => ({
      ...row,
      name: wordsFor(ctx, row.names),
      language: languageFor(ctx, row.names)
    }))
    .sort((a, b) => a.name.localeCompare(b.name, ctx.locale))

const columns = {
  id: savedReplies.id,
  names: savedReplies.names,
  topic: savedReplies.topic,
  body: savedReplies.body
}

/**
 * Adds a saved reply. Its text may contain `{requester}`, `{number}` and `{agent}`.
 * @throws Problem 422 for a text that is refused
 */
export async function addSavedReply(ctx: Context, input: Input) {
  if (input.topic) await checkOffered(ctx, input.topic)
  await reviewWords(ctx, input)
  return transaction(ctx, async ({ db, now, actor }) => {
    const values = { ...input, topic: input.topic ?? null, createdById: actor.id, createdAt: now }
    const [row] = await db.insert(savedReplies).values(values).returning({ id: savedReplies.id })
    return { id: row?.id ?? 0 }
  })
}

/**
 * Changes a saved reply and disables the rules that send it. It may keep a topic that was retired
 * since.
 * @throws Problem 404; 422 for a text that is refused, and for a new topic that is not offered
 */
export async function changeSavedReply(ctx: Context, id: number, input: Input): Promise<void> {
  const isThis = eq(savedReplies.id, id)
  const [found] = await ctx.db
    .select({ topic: savedReplies.topic })
    .from(savedReplies)
    .where(isThis)
  if (!found) throw notFound()
  if (input.topic && input.topic !== found.topic) await checkOffered(ctx, input.topic)
  await reviewWords(ctx, input)
  await transaction(ctx, async (ctx) => {
    const values = { ...input, topic: input.topic ?? null }
    const changed = await ctx.db
      .update(savedReplies)
      .set(values)
      .where(isThis)
      .returning({ id: savedReplies.id })
    if (changed.length === 0) throw notFound()
    await disableRulesSending(ctx, id)
  })
}

async function reviewWords(ctx: Context, { names, body }: Input): Promise<void> {
  await reviewTexts(ctx, 'names', names)
  await reviewTexts(ctx, 'body', body)
}

/** Deletes a saved reply and disables the rules that send it. @throws Problem 404 */
export async function removeSavedReply(ctx: Context, id: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const gone = await ctx.db
      .delete(savedReplies)
      .where(eq(savedReplies.id, id))
      .returning({ id: savedReplies.id })
    if (gone.length === 0) throw notFound()
    await disableRulesSending(ctx, id)
  })
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
    .select(columns)
    .from(savedReplies)
    .where(or(isNull(savedReplies.topic), eq(savedReplies.topic, topic)))
  const requester = await requesterOf(ctx, ticket)
  const agent = String((await numberOf(ctx)) ?? '{agent}')
  const words = { requester: requester.username, number, agent }
  return {
    items: byName(ctx, rows).map(({ id, name, language, body }) => ({
      ...{ id, name, language },
      text: fillPlaceholders(wordsFor(ctx, body, requester.locale), words)
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
 * deleted.
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
  return fillPlaceholders(wordsFor(ctx, reply.body, locale), words)
}

/** Placeholders without a word stay. */
export const fillPlaceholders = (text: string, words: Record<string, string>): string =>
  text.replace(/\{(requester|number|agent)\}/g, (whole, name: string) => words[name] ?? whole)
