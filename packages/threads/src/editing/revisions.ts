import { asc, eq, and, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '@stoa/core'
import { authorColumns, usersAs } from '@stoa/accounts'
import { attachUploads } from '@stoa/uploads'
import type { revisionList } from '../posting/contract.ts'
import { findPost, type FoundPost } from '../find.ts'
import { answersFor } from '../fields/known-fields.ts'
import { authorshipOf, storedRendering } from '../rendering/stored.ts'
import { sourceFor } from '../rendering/reader-html.ts'
import { revisions, threads, mentions, posts } from '../schema.ts'
import { storeChoices } from '../fields/values.ts'
import type { RenderedBody } from '../rendering/render-body.ts'

const editor = usersAs('editor')

/**
 * Stores a post's current text as a revision before it is changed. The caller has locked the post
 * and increments its `revisionCount`.
 * @param reason of the change, shown in the history
 * @param editorId author of the change; the actor, unless a moderator approves an edit
 */
export async function keepRevision(
  ctx: Context,
  post: FoundPost,
  reason?: string | null,
  editorId = ctx.actor.id
): Promise<void> {
  await ctx.db.insert(revisions).values({
    postId: post.id,
    number: post.revisionCount + 1,
    title: post.number === 1 ? await titleOf(ctx, post.threadId) : null,
    body: post.body,
    fieldValues: post.fieldValues,
    editorId,
    reason: reason ?? null,
    createdAt: ctx.now
  })
}

async function titleOf({ db }: Context, threadId: number): Promise<string | null> {
  const [thread] = await db
    .select({ title: threads.title })
    .from(threads)
    .where(eq(threads.id, threadId))
  return thread?.title ?? null
}

/**
 * Lists all texts of a post, oldest first, the last one being current; each with its editor.
 * @throws Problem 404
 */
export async function listRevisions(
  ctx: Context,
  postId: number
): Promise<z.infer<typeof revisionList>> {
  const { post, thread } = await findPost(ctx, postId)
  const author = await authorOf(ctx, post.authorId)
  const stored = await readRevisions(ctx, postId)
  const { body, fieldValues } = post
  const title = post.number === 1 ? thread.title : null
  const texts = [...stored, { title, body, fieldValues }]
  const answersOf = await answersFor(ctx, texts)
  // A row holds the text before an edit together with that edit's author, time and reason.
  const edits = [{ editor: author, reason: null, createdAt: post.createdAt }, ...stored]
  const by = authorshipOf(post, thread)
  const bodies = await Promise.all(texts.map(({ body }) => sourceFor(ctx, body, by)))
  const items = texts.map(({ title, fieldValues }, index) => {
    const { editor = author, reason = null, createdAt = post.createdAt } = edits[index] ?? {}
    const text = { title, body: bodies[index] ?? '', fields: answersOf(fieldValues) }
    return { number: index + 1, ...text, editor, reason, createdAt }
  })
  return { items, redactedAt: post.redactedAt }
}

const readRevisions = ({ db }: Context, postId: number) =>
  db
    .select({
      title: revisions.title,
      body: revisions.body,
      fieldValues: revisions.fieldValues,
      reason: revisions.reason,
      createdAt: revisions.createdAt,
      editor: authorColumns(editor)
    })
    .from(revisions)
    .innerJoin(editor, eq(editor.id, revisions.editorId))
    .where(eq(revisions.postId, postId))
    .orderBy(asc(revisions.number))

async function authorOf({ db }: Context, id: number) {
  const [author] = await db.select(authorColumns(editor)).from(editor).where(eq(editor.id, id))
  if (!author) throw new Error(`user ${id} is gone, and users never go`)
  return author
}

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
