import { and, eq, inArray, or, sql, type SQL } from 'drizzle-orm'
import { emit, invalid, transaction, type Context } from '@stoa/core'
import { eraseUploads, uploadIdsIn } from '@stoa/uploads'
import { findPost, lockPost, lockThread, type FoundPost, type FoundThread } from '../find.ts'
import { blackBar, withoutPassage, recordRedaction, storeRedacted } from './redacted-text.ts'
import { redactionReason, redactQuotes } from './quotes.ts'
import { actOn, recordOnOthers } from '../moderation-act.ts'
import { authorize } from '../policy.ts'
import { editsAwaitingApproval, posts, revisions, threadHistory, threads } from '../schema.ts'
import { storeChoices } from '../fields/values.ts'

/**
 * Redacts a passage for good: in the post's text, its revisions and edits that await approval, in quotes of it in
 * the thread, for number 1 in the thread's title, and in articles made from the thread.
 * @param text as it stands in the Markdown
 * @throws Problem 404; 403 unless it is the actor's or in a category they moderate, or as
 * `recordAction`; 422 `threads_passage_not_found` on `text`
 */
export async function redactPost(ctx: Context, id: number, { text }: { text: string }) {
  const { post, thread } = await findPost(ctx, id)
  authorize.redact(ctx.actor, thread, post)
  await transaction(ctx, async (ctx) => {
    await lockThread(ctx, thread.id)
    const changed = await redactTexts(ctx, post, text)
    const retitled = post.number === 1 && (await redactTitle(ctx, thread, text))
    if (!changed && !retitled) throw invalid('text', 'threads_passage_not_found')
    await recordRedaction(ctx, id)
    await redactQuotes(
      ctx,
      { threadId: thread.id, categoryId: thread.categoryId, postId: id },
      text
    )
    await ctx.ports.articles.redactFromArticles(ctx, thread.id, text)
    await recordOnOthers(ctx, { ...actOn('redacted', thread, post), reason: redactionReason })
    await emit(ctx, 'post.redacted', { postId: id, threadId: thread.id })
    if (retitled) await emit(ctx, 'thread.changed', { threadId: thread.id })
  })
}

async function redactTexts(ctx: Context, post: FoundPost, passage: string): Promise<boolean> {
  const { id } = post
  const { body } = await lockPost(ctx, id)
  const left = withoutPassage(body, passage)
  if (left !== body) await storeRedacted(ctx, id, left)
  const inAnswers = await redactAnswers(ctx, post, passage)
  const waiting = await ctx.db
    .update(editsAwaitingApproval)
    .set({ body: without(editsAwaitingApproval.body, passage) })
    .where(and(eq(editsAwaitingApproval.postId, id), contains(editsAwaitingApproval.body, passage)))
    .returning({ id: editsAwaitingApproval.id })
  const inHistory = await redactRevisions(ctx, id, passage)
  return left !== body || inAnswers || waiting.length > 0 || inHistory
}

async function redactRevisions(ctx: Context, id: number, passage: string): Promise<boolean> {
  const kept = await ctx.db
    .update(revisions)
    .set({ body: without(revisions.body, passage), title: without(revisions.title, passage) })
    .where(
      and(
        eq(revisions.postId, id),
        or(contains(revisions.body, passage), contains(revisions.title, passage))
      )
    )
    .returning({ id: revisions.id })
  return kept.length > 0
}

async function redactTitle({ db }: Context, { id }: FoundThread, passage: string) {
  const rows = await db
    .update(threads)
    .set({ title: without(threads.title, passage) })
    .where(and(eq(threads.id, id), contains(threads.title, passage)))
    .returning({ id: threads.id })
  // History lines about a changed title or tags contain the old ones.
  const from = sql`${threadHistory.detail} ->> 'from'`
  const detail = sql`jsonb_set(${threadHistory.detail}, '{from}', to_jsonb(${without(from, passage)}))`
  await db
    .update(threadHistory)
    .set({ detail })
    .where(
      and(
        eq(threadHistory.threadId, id),
        inArray(threadHistory.kind, ['retitled', 'retagged']),
        contains(from, passage)
      )
    )
  return rows.length > 0
}

type Text = Parameters<typeof eq>[0] | ReturnType<typeof sql>

const contains = (text: Text, passage: string) => sql`strpos(${text}, ${passage}) > 0`
const without = (text: Text, passage: string) =>
  sql<string>`replace(${text}, ${passage}, ${blackBar})`

/**
 * Effect of `post.redacted`: erases uploads that neither the post nor its revisions show any more.
 */
export async function eraseRedactedUploads(ctx: Context, { postId }: { postId: number }) {
  const rows = await ctx.db
    .select({ body: posts.body })
    .from(posts)
    .where(eq(posts.id, postId))
    .union(
      ctx.db.select({ body: revisions.body }).from(revisions).where(eq(revisions.postId, postId))
    )
  const shown = rows.flatMap(({ body }) => uploadIdsIn(body))
  await eraseUploads(ctx, { kind: 'post', id: postId }, shown)
}

/** Redacts a passage in the answers of a post, of its revisions and of its edit that waits. */
async function redactAnswers(ctx: Context, post: FoundPost, passage: string) {
  const { db } = ctx
  const postId = post.id
  const { fieldValues } = posts
  const inPost = await db
    .update(posts)
    .set({ fieldValues: withoutIn(fieldValues, passage) })
    .where(and(eq(posts.id, postId), isIn(fieldValues, passage)))
    .returning({ fieldValues })
  if (inPost[0]) await storeChoices(ctx, post, inPost[0].fieldValues)
  const inOthers = []
  for (const table of [revisions, editsAwaitingApproval])
    inOthers.push(
      ...(await db
        .update(table)
        .set({ fieldValues: withoutIn(table.fieldValues, passage) })
        .where(and(eq(table.postId, postId), isIn(table.fieldValues, passage)))
        .returning({ id: table.id }))
    )
  return inPost.length + inOthers.length > 0
}

type Values = (typeof posts | typeof revisions | typeof editsAwaitingApproval)['fieldValues']

const isIn = (values: Values, passage: string): SQL =>
  sql`exists (select from jsonb_each_text(${values}) answer where strpos(answer.value, ${passage}) > 0)`

const withoutIn = (values: Values, passage: string): SQL =>
  sql`(select jsonb_object_agg(answer.key, replace(answer.value, ${passage}, ${blackBar}))
    from jsonb_each_text(${values}) answer)`
