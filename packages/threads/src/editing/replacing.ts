import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { attachUploads } from '@stoa/uploads'
import type { FoundPost } from '../finding.ts'
import { rendererVersion } from '../rendering/markdown.ts'
import type { RenderedBody } from '../rendering/rendering.ts'
import { keepRevision } from './revisions.ts'
import { mentions, posts, threads } from '../schema.ts'

/**
 * Gives a post another text of its author's; what stood there is kept in its history. An accepted
 * answer is no longer confirmed. The thread is locked.
 */
export async function replaceText(
  ctx: Context,
  post: FoundPost,
  { body, reason }: { body: string; reason?: string | null },
  rendered: RenderedBody
): Promise<void> {
  await keepRevision(ctx, post, reason, post.authorId)
  await storeText(ctx, post.id, body, rendered)
  await attachUploads(ctx, rendered.uploads, { kind: 'post', id: post.id })
  const mentioned = rendered.mentionedIds.map((userId) => ({ postId: post.id, userId }))
  if (mentioned.length > 0) await ctx.db.insert(mentions).values(mentioned).onConflictDoNothing()
  await withdrawConfirmation(ctx, post)
}

const storeText = ({ db, now }: Context, id: number, body: string, { html }: RenderedBody) =>
  db
    .update(posts)
    .set({
      body,
      html,
      rendererVersion,
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
