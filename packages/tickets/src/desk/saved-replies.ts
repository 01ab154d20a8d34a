import { eq } from 'drizzle-orm'
import { checkUnchanged, notFound, snapshotOfFields, transaction, type Context } from '@stoa/core'
import type { z } from 'zod'
import type { savedReplyChange, savedReplyInput } from './saved-reply-contract.ts'
import { byName, replyColumns } from './filled-replies.ts'
import { checkArticles } from './reply-articles.ts'
import { disableRulesSending } from '../rules/stored-rules.ts'
import { savedReplies } from '../schema.ts'
import { checkOffered } from '../topics/topics.ts'
import { reviewTexts } from '@stoa/accounts/text-review'

type Input = z.output<typeof savedReplyInput>
type Change = z.output<typeof savedReplyChange>

const editedOf = ({
  names,
  topic,
  body
}: Pick<typeof savedReplies.$inferSelect, 'names' | 'topic' | 'body'>) => ({ names, topic, body })

/** Lists all saved replies with names and text in each language, by name. */
export async function listSavedReplies(ctx: Context) {
  const rows = await ctx.db.select(replyColumns).from(savedReplies)
  const items = rows.map((row) => ({ ...row, snapshot: snapshotOfFields(editedOf(row)) }))
  return { items: byName(ctx, items) }
}

/**
 * Adds a saved reply. Its text may contain `{requester}`, `{number}`, `{agent}` and
 * `{article:…}`.
 * @throws Problem 422 for a text that is refused or names an article that readers cannot open
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
 * @throws Problem 404; 409 as `checkUnchanged`; 422 for a text that is refused, and for a new topic
 * that is not offered
 */
export async function changeSavedReply(
  ctx: Context,
  id: number,
  { revision, ...input }: Change
): Promise<void> {
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
    const [stored] = await ctx.db.select().from(savedReplies).where(isThis).for('update')
    if (!stored) throw notFound()
    checkUnchanged(revision, editedOf(stored), values)
    await ctx.db.update(savedReplies).set(values).where(isThis)
    await disableRulesSending(ctx, id)
  })
}

async function reviewWords(ctx: Context, { names, body }: Input): Promise<void> {
  await reviewTexts(ctx, 'names', names)
  await reviewTexts(ctx, 'body', body)
  await checkArticles(ctx, body)
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
