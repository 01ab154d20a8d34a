import { and, desc, eq, isNotNull, lt, sql } from 'drizzle-orm'
import { after, emit, notFound, transaction, type Context } from '@stoa/core'
import { findPost, lockThread, type FoundPost } from '../find.ts'
import { storeChoices } from '../fields/values.ts'
import { findModerated } from '../hiding/hide.ts'
import { actOn } from '../moderation-act.ts'
import { findAuthorship, storedRendering } from '../rendering/stored.ts'
import { renderPost, type RenderedBody } from '../rendering/render-body.ts'
import { drafts, editsAwaitingApproval, posts, revisions } from '../schema.ts'

/** Milliseconds that decided edits are kept: as long as staff can undo a moderator's decision. */
const retention = 31 * 24 * 3600_000

/**
 * Undoes a moderator's decision about an edit: the edit awaits approval again, and the post gets
 * its previous text back.
 * @throws Problem 404 if the post was changed since or the edit is no longer kept; 403 as
 * `approveEdit`
 */
export async function undoEditDecision(ctx: Context, postId: number): Promise<void> {
  const { thread } = await findModerated(ctx, postId)
  await transaction(ctx, async (ctx) => {
    await lockThread(ctx, thread.id)
    const edit = await holdOnceMore(ctx, postId)
    const { post } = await findPost(ctx, postId)
    if (!(await recall(ctx, post, edit))) await deleteDraftOf(ctx, post, edit)
    await ctx.ports.moderation.recordAction(ctx, actOn('awaiting_approval', thread, post))
    await emit(ctx, 'post.edited', { postId, threadId: thread.id })
  })
}

type Edit = typeof editsAwaitingApproval.$inferSelect

async function holdOnceMore({ db }: Context, postId: number): Promise<Edit> {
  const isDecided = and(
    eq(editsAwaitingApproval.postId, postId),
    isNotNull(editsAwaitingApproval.decidedAt)
  )
  const [edit] = await db.select().from(editsAwaitingApproval).where(isDecided)
  if (!edit?.decidedAt) throw notFound()
  const undecided = {
    decidedAt: null,
    releasedBefore: null,
    leadsOutBefore: null,
    flaggedBefore: null
  }
  await db.update(editsAwaitingApproval).set(undecided).where(eq(editsAwaitingApproval.id, edit.id))
  return edit
}

/**
 * Undoes an approved edit: restores the post's previous text and the links that were released for
 * it.
 * @returns false if the current text is not this edit's
 */
async function recall(ctx: Context, post: FoundPost, edit: Edit) {
  const [before, earlier] = await ctx.db
    .select()
    .from(revisions)
    .where(eq(revisions.postId, post.id))
    .orderBy(desc(revisions.number))
    .limit(2)
  if (before?.createdAt !== edit.decidedAt || post.body !== edit.body) return false
  await ctx.db.delete(revisions).where(eq(revisions.id, before.id))
  const releasedLinks = edit.releasedBefore ?? []
  const by = await findAuthorship(ctx, { ...post, releasedLinks })
  const rendered = await renderPost(ctx, before.body, by)
  await ctx.db
    .update(posts)
    .set({
      ...storedRendering(rendered),
      releasedLinks,
      ...flagBefore(edit, rendered),
      body: before.body,
      fieldValues: before.fieldValues,
      editedAt: earlier?.createdAt ?? null,
      revisionCount: sql`${posts.revisionCount} - 1`
    })
    .where(eq(posts.id, post.id))
  await storeChoices(ctx, post, before.fieldValues)
  return true
}

const flagBefore = (edit: Edit, { quarantined }: RenderedBody) => {
  const leadsOut = edit.leadsOutBefore ?? false
  return { leadsOut, flaggedAt: leadsOut || quarantined.length > 0 ? edit.flaggedBefore : null }
}

/**
 * Undoes a refused edit: deletes the draft that the refusal gave the author, unless they have
 * changed it.
 */
async function deleteDraftOf({ db }: Context, { id, authorId }: FoundPost, { body }: Edit) {
  const isSame = sql`${drafts.content} ->> 'body' = ${body}`
  await db
    .delete(drafts)
    .where(and(eq(drafts.userId, authorId), eq(drafts.key, `post:${id}`), isSame))
}

/** Timed task: deletes decided edits that can no longer be undone. */
export async function deleteDecidedEdits({ db, now }: Context): Promise<void> {
  await db
    .delete(editsAwaitingApproval)
    .where(lt(editsAwaitingApproval.decidedAt, after(now, -retention)))
}
