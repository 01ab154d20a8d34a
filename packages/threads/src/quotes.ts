import { and, eq, ne, or, sql } from 'drizzle-orm'
import { emit, type Context } from '@stoa/core'
import { linesOf, withoutQuotedPassage } from './passages.ts'
import { storeRedacted } from './redacted-text.ts'
import { posts, revisions } from './schema.ts'

type Place = { threadId: number; postId: number }

/** Takes a passage out of the quotes of it in the thread's other posts, and what those said before. */
export async function redactQuotes(ctx: Context, place: Place, passage: string): Promise<void> {
  const lines = linesOf(passage)
  if (lines.length === 0) return
  for (const { id, body } of await quotingPosts(ctx, place, lines)) {
    const left = withoutQuotedPassage(body, passage)
    if (left === body) continue
    await storeRedacted(ctx, id, left)
    await emit(ctx, 'post.redacted', { postId: id, threadId: place.threadId })
  }
  for (const { id, body } of await quotingRevisions(ctx, place, lines))
    await ctx.db
      .update(revisions)
      .set({ body: withoutQuotedPassage(body, passage) })
      .where(eq(revisions.id, id))
}

const hasOneOf = (text: typeof posts.body | typeof revisions.body, lines: string[]) =>
  or(...lines.map((line) => sql`strpos(${text}, ${line}) > 0`))

const quotingPosts = ({ db }: Context, { threadId, postId }: Place, lines: string[]) =>
  db
    .select({ id: posts.id, body: posts.body })
    .from(posts)
    .where(and(eq(posts.threadId, threadId), ne(posts.id, postId), hasOneOf(posts.body, lines)))
    .for('update')

const quotingRevisions = ({ db }: Context, { threadId, postId }: Place, lines: string[]) =>
  db
    .select({ id: revisions.id, body: revisions.body })
    .from(revisions)
    .innerJoin(posts, eq(posts.id, revisions.postId))
    .where(and(eq(posts.threadId, threadId), ne(posts.id, postId), hasOneOf(revisions.body, lines)))
