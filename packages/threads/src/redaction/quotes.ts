import { and, eq, inArray, ne, or, sql } from 'drizzle-orm'
import { emit, type Context } from '@stoa/core'
import { recordOnOthers } from '../moderation-act.ts'
import { linesOf, withoutQuotedPassage, recordRedaction, storeRedacted } from './redacted-text.ts'
import { editsAwaitingApproval, posts, revisions } from '../schema.ts'

type QuotedPost = { threadId: number; categoryId: number; postId: number }

/** Reason of every redaction in the moderation log. */
export const redactionReason = 'leaked_secret'

/**
 * Redacts quotes of a passage in the thread's other posts, in their revisions and in edits that
 * await approval. Each author finds the redaction in the moderation log and in the history of their post.
 */
export async function redactQuotes(
  ctx: Context,
  place: QuotedPost,
  passage: string
): Promise<void> {
  const lines = linesOf(passage)
  if (lines.length === 0) return
  const changed = [
    ...(await redactTexts(ctx, place, lines, passage)),
    ...(await redactRows(ctx, revisions, place, lines, passage)),
    ...(await redactRows(ctx, editsAwaitingApproval, place, lines, passage))
  ]
  for (const postId of new Set(changed)) await recordAndEmit(ctx, place, postId)
}

async function recordAndEmit(ctx: Context, { threadId, categoryId }: QuotedPost, postId: number) {
  await recordRedaction(ctx, postId)
  const [post] = await ctx.db
    .select({ userId: posts.authorId })
    .from(posts)
    .where(eq(posts.id, postId))
  if (!post) return
  const of = { categoryId, threadId, postId, userId: post.userId }
  await recordOnOthers(ctx, { kind: 'quote_redacted', reason: redactionReason, ...of })
}

async function redactTexts(ctx: Context, place: QuotedPost, lines: string[], passage: string) {
  const changed: number[] = []
  for (const { id, body } of await quotingPosts(ctx, place, lines)) {
    const left = withoutQuotedPassage(body, passage)
    if (left === body) continue
    await storeRedacted(ctx, id, left)
    await emit(ctx, 'post.redacted', { postId: id, threadId: place.threadId })
    changed.push(id)
  }
  return changed
}

const quotingPosts = ({ db }: Context, place: QuotedPost, lines: string[]) =>
  db
    .select({ id: posts.id, body: posts.body })
    .from(posts)
    .where(and(others(place), hasOneOf(posts.body, lines)))
    .for('update')

/** Redacts earlier texts (`revisions`) or edits that await approval (`editsAwaitingApproval`). */
async function redactRows(
  { db }: Context,
  table: typeof revisions | typeof editsAwaitingApproval,
  place: QuotedPost,
  lines: string[],
  passage: string
) {
  const ofOthers = db.select({ id: posts.id }).from(posts).where(others(place))
  const rows = await db
    .select({ id: table.id, postId: table.postId, body: table.body })
    .from(table)
    .where(and(inArray(table.postId, ofOthers), hasOneOf(table.body, lines)))
  const changed = rows
    .map((row) => ({ ...row, left: withoutQuotedPassage(row.body, passage) }))
    .filter(({ left, body }) => left !== body)
  for (const { id, left } of changed)
    await db.update(table).set({ body: left }).where(eq(table.id, id))
  return changed.map(({ postId }) => postId)
}

const others = ({ threadId, postId }: QuotedPost) =>
  and(eq(posts.threadId, threadId), ne(posts.id, postId))

type Text = typeof posts.body | typeof revisions.body | typeof editsAwaitingApproval.body

const hasOneOf = (text: Text, lines: string[]) =>
  or(...lines.map((line) => sql`strpos(${text}, ${line}) > 0`))
