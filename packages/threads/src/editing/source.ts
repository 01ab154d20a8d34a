import { m } from '@stoa/messages'
import { guest, snapshotOfFields, type Context } from '@stoa/core'
import { findPost, type FoundPost, type FoundThread } from '../find.ts'
import { snapshotOfPost } from '../hiding/snapshots.ts'
import { sourceFor } from '../rendering/reader-html.ts'
import { authorshipOf } from '../rendering/stored.ts'
import { textAwaitingApproval } from './edit-approval.ts'

type Found = { post: FoundPost; thread: FoundThread }

/**
 * Returns the Markdown of a post, for the edit form, for quotes and for approval. Post number 1 has
 * the title; the author also gets their edit that awaits approval.
 * @throws Problem 404
 */
export async function readSource(ctx: Context, id: number) {
  const { post, thread } = await findPost(ctx, id)
  const title = post.number === 1 ? thread.title : null
  const { awaiting, body, edited } = await editedOfPost(ctx, { post, thread })
  return {
    id,
    threadId: thread.id,
    number: post.number,
    body,
    title,
    awaitingBody: awaiting?.body ?? null,
    fields: edited.fields,
    quotable: await quotableBody(ctx, post, thread),
    snapshot: snapshotOfPost({ ...post, body }, thread),
    editSnapshot: snapshotOfFields(edited),
    threadSnapshot: post.number === 1 ? snapshotOfFields(editedOfThread(thread)) : null
  }
}

/**
 * The lines that a reply quotes of a text. Moderators see quarantined links, but their quote would make them
 * public.
 */
async function quotableBody(ctx: Context, post: FoundPost, thread: FoundThread) {
  const body =
    post.quarantinedLinks.length === 0
      ? post.body
      : await sourceFor({ ...ctx, actor: guest }, post.body, authorshipOf(post, thread))
  return quotableOf(body, m.threads_quote_picture({}, { locale: ctx.locale }))
}

/** The text that the form of a post edits: the text that awaits approval, else the public one as shown. */
export async function editedOfPost(ctx: Context, { post, thread }: Found) {
  const awaiting =
    post.authorId === ctx.actor.id ? await textAwaitingApproval(ctx, post.id) : undefined
  const body = await sourceFor(ctx, post.body, authorshipOf(post, thread))
  const edited = { body: awaiting?.body ?? body, fields: (awaiting ?? post).fieldValues ?? {} }
  return { awaiting, body, edited }
}

/** The fields of a thread that are edited without its posts. */
export const editedOfThread = ({ title, tags, language }: FoundThread) => ({
  title,
  tags,
  language
})

const lineCount = 3

const quoteLine = /^\s{0,3}>/
const fence = /^\s*(`{3,}|~{3,})/
const picture = /!\[[^\]]*\](\([^)]*\)|\[[^\]]*\])/g

/**
 * The first three lines of a Markdown text, as a reply quotes them: without the quotes in it, and
 * with a word in place of each picture.
 */
export function quotableOf(text: string, pictureWord: string): string {
  const lines = text
    .replaceAll(picture, `[${pictureWord}]`)
    .split('\n')
    .filter((line) => line.trim() !== '' && !quoteLine.test(line) && !fence.test(line))
  return lines.slice(0, lineCount).join('\n')
}
