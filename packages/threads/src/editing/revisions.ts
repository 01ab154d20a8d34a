import { asc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '@stoa/core'
import { authorColumns, usersAs } from '@stoa/accounts'
import type { revisionList } from '../contract.ts'
import { findPost, type FoundPost } from '../finding.ts'
import { authorshipOf } from '../rendering/authorship.ts'
import { sourceFor } from '../rendering/shown.ts'
import { revisions, threads } from '../schema.ts'

const editor = usersAs('editor')

/**
 * Keeps what stands in a post, before the actor changes it. The post is locked and its
 * `revisionCount` goes up with the change.
 * @param reason of the change, for the history
 * @param editorId whose change it is; the actor's, unless a moderator lets the author's through
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
 * Everything that a post said, oldest first, the last one as it stands; each with who wrote it then.
 * @throws Problem 404
 */
export async function listRevisions(
  ctx: Context,
  postId: number
): Promise<z.infer<typeof revisionList>> {
  const { post, thread } = await findPost(ctx, postId)
  const author = await authorOf(ctx, post.authorId)
  const stored = await readRevisions(ctx, postId)
  const texts = [...stored, { title: post.number === 1 ? thread.title : null, body: post.body }]
  // A row keeps the text from before an edit, and who made that edit when and why.
  const edits = [{ editor: author, reason: null, createdAt: post.createdAt }, ...stored]
  const by = authorshipOf(post, thread)
  const bodies = await Promise.all(texts.map(({ body }) => sourceFor(ctx, body, by)))
  const items = texts.map(({ title }, index) => {
    const { editor = author, reason = null, createdAt = post.createdAt } = edits[index] ?? {}
    return { number: index + 1, title, body: bodies[index] ?? '', editor, reason, createdAt }
  })
  return { items, redactedAt: post.redactedAt }
}

const readRevisions = ({ db }: Context, postId: number) =>
  db
    .select({
      title: revisions.title,
      body: revisions.body,
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
