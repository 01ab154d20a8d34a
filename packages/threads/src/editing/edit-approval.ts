import { and, eq, isNull, isNotNull } from 'drizzle-orm'
import { checkRevision, conflict, emit, notFound, transaction, type Context } from '@stoa/core'
import { attachUploads } from '@stoa/uploads'
import { findPost, lockThread, type FoundPost, type FoundThread } from '../find.ts'
import { snapshotOfEdit } from '../hiding/snapshots.ts'
import { authorshipOf, looked } from '../rendering/stored.ts'
import { renderReleased, type RenderedBody } from '../rendering/render-body.ts'
import { replaceText } from './revisions.ts'
import { actOn } from '../moderation-act.ts'
import { authorize } from '../policy.ts'
import { drafts, editsAwaitingApproval } from '../schema.ts'

/**
 * Approves an edit: it becomes the post's text, as its author's change.
 * @param revision of the snapshot that the actor read
 * @throws Problem 404, also if it was decided or withdrawn; 403 unless the actor moderates its
 * category, or as `recordAction`; 409 as `checkRevision`, `post_state_changed` unless the post is
 * public
 */
export async function approveEdit(ctx: Context, id: number, revision: string): Promise<void> {
  await decide(ctx, id, revision, async (ctx, edit, post, thread) => {
    authorize.approveEdit(ctx.actor, thread)
    if (post.state !== 'visible') throw conflict('post_state_changed')
    const by = authorshipOf(post, thread)
    const { rendered, releasedLinks } = await renderReleased(ctx, edit.body, by)
    const links = [...rendered.links, ...rendered.codes]
    await ctx.ports.safety.authorizeRelease(ctx, { text: edit.body, links })
    await ctx.ports.moderation.recordAction(ctx, actOn('edit_approved', thread, post))
    await keepBefore(ctx, edit, post)
    await replaceText(ctx, post, edit, rendered, { ...looked, releasedLinks })
    await emit(ctx, 'post.edited', { postId: post.id, threadId: thread.id })
  })
}

/** Stores the post's link and flag columns, so that the approval can be undone. */
async function keepBefore({ db }: Context, { id }: EditAwaitingApproval, post: FoundPost) {
  const { releasedLinks: releasedBefore, leadsOut: leadsOutBefore, flaggedAt: flaggedBefore } = post
  await db
    .update(editsAwaitingApproval)
    .set({ releasedBefore, leadsOutBefore, flaggedBefore })
    .where(eq(editsAwaitingApproval.id, id))
}

/**
 * Refuses an edit: the post stays unchanged, and the refused text becomes a draft of its author.
 * @param revision of the snapshot that the actor read
 * @param grounds `reason` from the list, `note` for moderators only
 * @throws Problem as `approveEdit`, except for the post's state
 */
export async function refuseEdit(
  ctx: Context,
  id: number,
  revision: string,
  grounds: { reason: string; note?: string }
): Promise<void> {
  await decide(ctx, id, revision, async (ctx, { body, fieldValues }, post, thread) => {
    await ctx.ports.moderation.recordAction(ctx, {
      ...actOn('edit_refused', thread, post),
      ...grounds
    })
    const content = { body, ...(fieldValues && { fields: fieldValues }) }
    const draft = { userId: post.authorId, key: `post:${post.id}`, content }
    await ctx.db
      .insert(drafts)
      .values({ ...draft, updatedAt: ctx.now })
      .onConflictDoNothing()
  })
}

type Decision = (
  ctx: Context,
  edit: EditAwaitingApproval,
  post: FoundPost,
  thread: FoundThread
) => Promise<void>

/** Decides about the edit that the moderator has read, once. */
async function decide(ctx: Context, id: number, revision: string, decision: Decision) {
  const { postId } = await findEdit(ctx, id)
  const { thread } = await findPost(ctx, postId)
  authorize.moderate(ctx.actor, thread)
  await transaction(ctx, async (ctx) => {
    await lockThread(ctx, thread.id)
    const found = await findPost(ctx, postId)
    const edit = await settle(ctx, id)
    checkRevision(revision, snapshotOfEdit(edit))
    await decision(ctx, edit, found.post, found.thread)
  })
}

const waits = (id: number) =>
  and(eq(editsAwaitingApproval.id, id), isNull(editsAwaitingApproval.decidedAt))

async function findEdit({ db }: Context, id: number): Promise<EditAwaitingApproval> {
  const [edit] = await db.select().from(editsAwaitingApproval).where(waits(id))
  if (!edit) throw notFound()
  return edit
}

async function settle({ db, now }: Context, id: number): Promise<EditAwaitingApproval> {
  const [edit] = await db
    .update(editsAwaitingApproval)
    .set({ decidedAt: now })
    .where(waits(id))
    .returning()
  if (!edit) throw notFound()
  return edit
}

type EditAwaitingApproval = typeof editsAwaitingApproval.$inferSelect
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
