import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { attachUploads } from '@stoa/uploads'
import type { FoundPost } from '../finding.ts'
import { storeChoices } from '../fields/edit-values.ts'
import type { RenderedBody } from '../rendering/rendering.ts'
import { storedRendering } from '../rendering/stored.ts'
import { keepRevision } from './revisions.ts'
import { mentions, posts, threads } from '../schema.ts'

/**
 * Replaces a post's text and answers, and keeps the old one in its history. An accepted answer loses its
 * confirmation. The caller has locked the thread.
 */
export async function replaceText(
  ctx: Context,
  post: FoundPost,
  { body, reason, fieldValues }: Text,
  rendered: RenderedBody,
  flag: Flag
): Promise<void> {
  await keepRevision(ctx, post, reason, post.authorId)
  await storeText(ctx, post.id, { body, fieldValues }, { ...storedRendering(rendered), ...flag })
  await storeChoices(ctx, post, fieldValues)
  await attachUploads(ctx, rendered.uploads, { kind: 'post', id: post.id })
  const mentioned = rendered.mentionedIds.map((userId) => ({ postId: post.id, userId }))
  if (mentioned.length > 0) await ctx.db.insert(mentions).values(mentioned).onConflictDoNothing()
  await withdrawConfirmation(ctx, post)
}

/** The new text with its answers, and why. */
type Text = Pick<FoundPost, 'body' | 'fieldValues'> & { reason?: string | null }
/** New values of the post's flag columns. */
type Flag = Pick<typeof posts.$inferInsert, 'leadsOut' | 'flaggedAt' | 'releasedLinks'>
type Stored = ReturnType<typeof storedRendering> & Flag

const storeText = (
  { db, now }: Context,
  id: number,
  text: Pick<Text, 'body' | 'fieldValues'>,
  stored: Stored
) =>
  db
    .update(posts)
    .set({
      ...text,
      ...stored,
      editedAt: now,
      revisionCount: sql`${posts.revisionCount} + 1`
    })
    .where(eq(posts.id, id))

async function withdrawConfirmation({ db }: Context, { id, threadId }: FoundPost) {
  await db
    .update(threads)
    .set({ confirmedById: null })
    .where(and(eq(threads.id, threadId), eq(threads.acceptedPostId, id)))
}
