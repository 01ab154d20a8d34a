import { asc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '@stoa/core'
import { authorColumns, usersAs } from '@stoa/accounts'
import type { revisionList } from '../posting/post-contract.ts'
import { findPost, type FoundPost } from '../finding.ts'
import { answersFor } from '../fields/known-fields.ts'
import { authorshipOf } from '../rendering/authorship.ts'
import { sourceFor } from '../rendering/shown.ts'
import { revisions, threads } from '../schema.ts'

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
  const answersOf = await answersFor(
    ctx,
    texts.map(({ fieldValues }) => fieldValues)
  )
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
