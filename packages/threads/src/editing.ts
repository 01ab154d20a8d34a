import { and, eq, sql } from 'drizzle-orm'
import { conflict, emit, forbidden, write, type Context } from '@stoa/core'
import { checkMaySpeak } from '@stoa/accounts'
import { attachUploads } from '@stoa/uploads'
import { findPost, type FoundPost, type FoundThread } from './finding.ts'
import { lockThread } from './locking.ts'
import { rendererVersion } from './markdown.ts'
import { can } from './policy.ts'
import type { RenderedBody } from './rendering.ts'
import { keepRevision } from './revisions.ts'
import { mentions, posts, threads } from './schema.ts'
import { prepareBody } from './writing.ts'

type Edit = { body: string; reason?: string }

/**
 * Changes the text of an own post; what stood there stays readable in its history. An accepted answer
 * leaves its place under the question until somebody looks at it again.
 * @throws Problem 404; 401 or 403 as `checkMaySpeak`, 403 `not_own_post`, 409 `thread_closed` or
 * `post_not_editable`; 422 for a text that is refused
 */
export async function editPost(ctx: Context, id: number, edit: Edit): Promise<void> {
  const { post, thread } = await findEditable(ctx, id)
  if (edit.body === post.body) return
  const rendered = await prepareBody(ctx, edit.body)
  await write(ctx, async (ctx) => {
    await lockThread(ctx, thread.id)
    // A moderator may have been quicker.
    const { post } = await findEditable(ctx, id)
    await keepRevision(ctx, post, edit.reason)
    await replaceText(ctx, id, edit.body, rendered)
    await withdrawConfirmation(ctx, post)
    await emit(ctx, 'post.edited', { postId: id, threadId: thread.id })
  })
}

async function findEditable(ctx: Context, id: number) {
  const found = await findPost(ctx, id)
  checkMayEdit(ctx, found.thread, found.post)
  return found
}

function checkMayEdit({ actor }: Context, thread: FoundThread, post: FoundPost) {
  checkMaySpeak(actor)
  if (post.authorId !== actor.id) throw forbidden('not_own_post')
  if (can.editPost(actor, thread, post)) return
  throw conflict(thread.closedAt === null ? 'post_not_editable' : 'thread_closed')
}

async function replaceText(ctx: Context, id: number, body: string, rendered: RenderedBody) {
  await ctx.db
    .update(posts)
    .set({
      body,
      html: rendered.html,
      rendererVersion,
      editedAt: ctx.now,
      revisionCount: sql`${posts.revisionCount} + 1`
    })
    .where(eq(posts.id, id))
  await attachUploads(ctx, rendered.uploads, { kind: 'post', id })
  const mentioned = rendered.mentionedIds.map((userId) => ({ postId: id, userId }))
  if (mentioned.length > 0) await ctx.db.insert(mentions).values(mentioned).onConflictDoNothing()
}

async function withdrawConfirmation({ db }: Context, { id, threadId }: FoundPost) {
  await db
    .update(threads)
    .set({ confirmedById: null })
    .where(and(eq(threads.id, threadId), eq(threads.acceptedPostId, id)))
}

/**
 * The Markdown of a post, for the edit form and for quotes; the title with number 1.
 * @throws Problem 404
 */
export async function readSource(ctx: Context, id: number) {
  const { post, thread } = await findPost(ctx, id)
  const title = post.number === 1 ? thread.title : null
  return { id, threadId: thread.id, number: post.number, body: post.body, title }
}
