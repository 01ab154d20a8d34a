import type { Context } from '@stoa/core'
import { attachUploads } from '@stoa/uploads'
import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { FoundPost } from '../finding.ts'
import type { RenderedBody } from '../rendering/rendering.ts'
import { editsAwaitingApproval } from '../schema.ts'

export type EditAwaitingApproval = typeof editsAwaitingApproval.$inferSelect
type Edit = Pick<EditAwaitingApproval, 'body' | 'fieldValues'> & { reason?: string }

/**
 * Stores an edit that awaits a moderator's approval. The post keeps its text; new images are as
 * visible as the post. An edit that already waits gets the new text and keeps its id and place in
 * the queue, so that whoever read the earlier text is told of the change.
 */
export async function holdEdit(
  ctx: Context,
  { id: postId }: FoundPost,
  { body, reason, fieldValues }: Edit,
  { uploads }: RenderedBody
): Promise<void> {
  const text = { body, reason: reason ?? null, fieldValues }
  await dropDecidedEdit(ctx, postId)
  await ctx.db
    .insert(editsAwaitingApproval)
    .values({ postId, ...text, createdAt: ctx.now })
    .onConflictDoUpdate({ target: editsAwaitingApproval.postId, set: text })
  await attachUploads(ctx, uploads, { kind: 'post', id: postId })
}

/** A decided edit is kept for its undo only, which the newer edit rules out. */
async function dropDecidedEdit({ db }: Context, postId: number) {
  await db
    .delete(editsAwaitingApproval)
    .where(
      and(eq(editsAwaitingApproval.postId, postId), isNotNull(editsAwaitingApproval.decidedAt))
    )
}

/** Deletes the edit that awaits approval: another text has replaced it, or the post is gone. */
export async function dropEdit({ db }: Context, postId: number): Promise<void> {
  await db.delete(editsAwaitingApproval).where(eq(editsAwaitingApproval.postId, postId))
}

/** Returns text and answers of the edit that awaits approval, if there is one. */
export async function textAwaitingApproval(
  { db }: Context,
  postId: number
): Promise<Pick<EditAwaitingApproval, 'body' | 'fieldValues'> | undefined> {
  const { body, fieldValues } = editsAwaitingApproval
  const [edit] = await db
    .select({ body, fieldValues })
    .from(editsAwaitingApproval)
    .where(and(eq(editsAwaitingApproval.postId, postId), isNull(editsAwaitingApproval.decidedAt)))
  return edit
}
