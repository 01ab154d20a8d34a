import { eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { lockPost } from '../find.ts'
import { findAuthorship, storedRendering } from '../rendering/stored.ts'
import { renderPost } from '../rendering/render-body.ts'
import { editsAwaitingApproval, posts } from '../schema.ts'

/** Stores a redacted text. It is no edit: the previous text is not kept as a revision. */
export async function storeRedacted(ctx: Context, postId: number, body: string): Promise<void> {
  const by = await findAuthorship(ctx, await lockPost(ctx, postId))
  const rendered = await renderPost(ctx, body, by)
  // A released link may be part of the redacted passage, so links that are gone from the text are
  // removed here too.
  const releasedLinks = by.releasedLinks.filter((url) => rendered.links.includes(url))
  await ctx.db
    .update(posts)
    .set({ body, ...storedRendering(rendered), releasedLinks })
    .where(eq(posts.id, postId))
}

/**
 * Records in the post's history that something was redacted. The links released before an edit are
 * deleted, because one of them may be what was redacted.
 */
export async function recordRedaction({ db, now }: Context, postId: number): Promise<void> {
  await db.update(posts).set({ redactedAt: now }).where(eq(posts.id, postId))
  await db
    .update(editsAwaitingApproval)
    .set({ releasedBefore: null })
    .where(eq(editsAwaitingApproval.postId, postId))
}

/** Replaces a redacted passage; it needs no translation. */
export const blackBar = '████'

const shortestQuoted = 8

/** Replaces every occurrence of a passage in a text. */
export const withoutPassage = (text: string, passage: string): string =>
  text.replaceAll(passage, blackBar)

/**
 * Replaces a passage in the quotes (`> …`) of somebody else's text. Only its lines of 8 characters
 * or more are replaced, so that nobody blackens common words in others' posts.
 */
export function withoutQuotedPassage(text: string, passage: string): string {
  const quoted = linesOf(passage)
  return text
    .split('\n')
    .map((line) => (/^\s*>/.test(line) ? quoted.reduce(withoutPassage, line) : line))
    .join('\n')
}

/** Lines of a passage that are long enough to be replaced in quotes. */
export const linesOf = (passage: string): string[] =>
  passage
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length >= shortestQuoted)
