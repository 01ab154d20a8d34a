import { checkUnchanged, emit, transaction, type Context } from '@stoa/core'
import { previousBody, findPost, lockThread, type FoundPost, type FoundThread } from '../find.ts'
import { dropEdit, holdEdit } from './edit-approval.ts'
import { editedOfPost } from './source.ts'
import { authorshipOf, flagOf } from '../rendering/stored.ts'
import { authorize } from '../policy.ts'
import type { FieldValues } from '../fields/schema.ts'
import { isSameAnswers, readEdited } from '../fields/values.ts'
import { replaceText } from './revisions.ts'
import { lockAuthor, prepareBody, stateWithin, type PreparedBody } from '../posting/prepare-body.ts'

type Edit = { revision?: string; body: string; reason?: string; fields?: FieldValues }
type Edited = Pick<Edit, 'revision' | 'body'> & { fields?: FieldValues | null | undefined }
type Found = { post: FoundPost; thread: FoundThread }

/**
 * Edits the actor's own post. Earlier texts stay readable in its history. An edited accepted answer
 * is no longer shown below the question until it is confirmed again.
 * @returns whether the edit awaits approval; the post keeps its text until then
 * @throws Problem 404; 401, 403 or 409 as `rules.editPost`; 409 as
 * `checkUnchanged`; 422 for a text that is refused
 */
export async function editPost(
  ctx: Context,
  id: number,
  edit: Edit
): Promise<{ awaitingApproval: boolean }> {
  const found = await findEditable(ctx, id)
  const values = await readEdited(ctx, found, edit.fields)
  if (edit.body === found.post.body && isSameAnswers(values, found.post.fieldValues))
    return unchanged(ctx, found, edit)
  const reason = await reviewedReason(ctx, edit.reason)
  const around = { ...(await textsBeside(ctx, found)), answers: values, reason }
  const rendered = await prepareBody(ctx, edit.body, authorshipOf(found.post, found.thread), around)
  return transaction(ctx, async (ctx) => {
    await lockAuthor(ctx)
    await lockThread(ctx, found.thread.id)
    // A moderator may have acted since the first check.
    const { post, thread } = await findEditable(ctx, id)
    await checkUnedited(ctx, { post, thread }, { ...edit, fields: values })
    const awaitingApproval = post.state === 'visible' && (await waits(ctx, thread, rendered))
    // Answers that are left out stay as they are now.
    const fieldValues = edit.fields === undefined ? post.fieldValues : values
    const stored = { reason, body: rendered.body, fieldValues }
    if (awaitingApproval) await holdEdit(ctx, post, stored, rendered)
    else await publishEdit(ctx, post, stored, rendered)
    return { awaitingApproval }
  })
}

/**
 * The reason is public in the post's history, so guards review it. @returns the reason as stored
 */
async function reviewedReason(ctx: Context, text?: string): Promise<string | undefined> {
  if (!text) return undefined
  await ctx.ports.safety.review(ctx, { path: 'reason', text, isPublic: true })
  await ctx.ports.safety.checkLine(ctx, { path: 'reason', text })
  return ctx.ports.safety.masked(ctx, text)
}

/**
 * Texts that guards read together with the edit: title and tags for the first post, else the
 * author's previous post.
 */
async function textsBeside(ctx: Context, { post, thread }: Found) {
  if (post.number === 1) return { previous: thread.title, tags: thread.tags }
  return { previous: await previousBody(ctx, thread.id, post.number) }
}

type Stored = Parameters<typeof replaceText>[2]

async function publishEdit(ctx: Context, post: FoundPost, edit: Stored, rendered: PreparedBody) {
  await dropEdit(ctx, post.id)
  await replaceText(ctx, post, edit, rendered, flagOf(rendered, ctx.now))
  await emit(ctx, 'post.edited', { postId: post.id, threadId: post.threadId })
}

async function findEditable(ctx: Context, id: number): Promise<Found> {
  const found = await findPost(ctx, id)
  authorize.editPost(ctx.actor, found.thread, found.post)
  return found
}

/** In `approve_first` categories an edit of a public post awaits approval. */
const waits = async (ctx: Context, thread: FoundThread, rendered: PreparedBody) => {
  const category = { id: thread.categoryId, rule: thread.rule }
  return (await stateWithin(ctx, category, rendered, thread.id)) === 'awaiting_approval'
}

/** Saving the public text discards the edit that awaits approval. */
async function unchanged(ctx: Context, { post, thread }: Found, edit: Edit) {
  return transaction(ctx, async (ctx) => {
    await lockThread(ctx, thread.id)
    await checkUnedited(ctx, await findEditable(ctx, post.id), edit)
    await dropEdit(ctx, post.id)
    return { awaitingApproval: false }
  })
}

/** The author may have saved another text on another page. @throws Problem 409 */
async function checkUnedited(ctx: Context, found: Found, edit: Edited) {
  if (edit.revision === undefined) return
  const { edited } = await editedOfPost(ctx, found)
  checkUnchanged(edit.revision, edited, { body: edit.body, fields: edit.fields ?? undefined })
}
