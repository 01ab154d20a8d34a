import { and, desc, eq, like, notLike, sql, lte } from 'drizzle-orm'
import { z } from 'zod'
import { conflict, isSignedIn, notFound, type Context, type Cleaner } from '@stoa/core'
import { givenTime } from '@stoa/core/contract'
import { decodeCursor, paged, cappedAt, countLimit } from '@stoa/core/data'
import { draftInput, draftKey, maxDraftLength, type draft, type draftQuery } from './contract.ts'
import { findPost, findThread } from '../find.ts'
import { drafts } from '../schema.ts'
import { reviewTags } from '../tags/tag.ts'
import { threadUrl } from '../urls.ts'

export type Content = z.output<typeof draftInput>
type Draft = z.infer<typeof draft>
type Row = typeof drafts.$inferSelect

/**
 * Saves a draft: a question (`ask:` and letters that its client made up), a reply (`thread:12`), an
 * edit (`post:34`), a ticket (`ticket`) or a message in one (`ticket:` and its number).
 * @param since `updatedAt` of the draft that was changed, null for a new one; undefined overwrites
 * @throws Problem 404 for a thread or post that the actor may not read; 409 `draft_changed` if
 * another window has changed it since; 422 for a text that must not be stored
 */
export async function saveDraft(
  ctx: Context,
  key: string,
  content: Content,
  since?: string | null
): Promise<Draft> {
  const place = await placeOf(ctx, key)
  for (const path of ['title', 'body'] as const) {
    const text = content[path]
    if (text) await ctx.ports.safety.review(ctx, { path, text })
  }
  await reviewTags(ctx, content.tags)
  for (const [id, text] of Object.entries(content.fields ?? {}))
    if (text) await ctx.ports.safety.review(ctx, { path: `fields.${id}`, text })
  const values = { content, updatedAt: ctx.now }
  const isUnchanged = since === undefined ? undefined : sql`${drafts.updatedAt} = ${since}`
  const saved = await ctx.db
    .insert(drafts)
    .values({ userId: ctx.actor.id, key: storedKey(ctx, key), ...values })
    .onConflictDoUpdate({
      target: [drafts.userId, drafts.key],
      set: values,
      setWhere: isUnchanged
    })
    .returning({ key: drafts.key })
  if (saved.length === 0) throw conflict('draft_changed')
  return { ...content, key, updatedAt: ctx.now, ...place }
}

/** @throws Problem 404 if there is no draft */
export async function readDraft(ctx: Context, key: string): Promise<Draft> {
  const [row] = await ctx.db.select().from(drafts).where(isOwn(ctx, key))
  if (!row) throw notFound()
  return shown(ctx, { ...row, key })
}

/** Deletes a draft, if there is one. */
export async function deleteDraft(ctx: Context, key: string): Promise<void> {
  await ctx.db.delete(drafts).where(isOwn(ctx, key))
}

const supportPrefix = 'support:'

/** Without a sign-in a session has drafts of its own and does not see the account's. */
const storedKey = ({ actor }: Context, key: string) =>
  isSignedIn(actor) ? key : `${supportPrefix}${key}`

const pageSize = 25
const cursorKey = z.tuple([givenTime, draftKey])

/**
 * Lists the actor's drafts, newest first.
 * @param kind `ask` lists those of questions only
 * @throws Problem 422 `invalid_cursor`
 */
export async function listDrafts(ctx: Context, { kind, cursor }: z.output<typeof draftQuery>) {
  const before = cursor === undefined ? undefined : decodeCursor(cursor, cursorKey)
  const rows = await ctx.db
    .select()
    .from(drafts)
    .where(
      and(
        eq(drafts.userId, ctx.actor.id),
        notLike(drafts.key, `${supportPrefix}%`),
        kind && like(drafts.key, `${kind}%`),
        before && sql`(${drafts.updatedAt}, ${drafts.key}) < (${before[0]}, ${before[1]})`
      )
    )
    .orderBy(desc(drafts.updatedAt), desc(drafts.key))
    .limit(pageSize + 1)
  const { items, next } = paged(rows, pageSize, ({ updatedAt, key }) => [updatedAt, key])
  return { items: await Promise.all(items.map((row) => shown(ctx, row))), next }
}

/**
 * Puts a recalled text in front of the draft under this key, unless the draft begins with it
 * already. The result may be longer than a post; its author shortens it.
 * @throws Problem 409 `draft_full` if both are longer than a draft may be, so that nothing typed is
 * lost
 */
export async function putBackInDraft(ctx: Context, key: string, text: string): Promise<void> {
  const [row] = await ctx.db.select().from(drafts).where(isOwn(ctx, key))
  const begun = row ? draftInput.parse(row.content) : {}
  if (`${begun.body}\n\n`.startsWith(`${text}\n\n`)) return
  const body = [text, begun.body].filter(Boolean).join('\n\n')
  if (body.length > maxDraftLength) throw conflict('draft_full')
  await saveDraft(ctx, key, { ...begun, body })
}

const isOwn = (ctx: Context, key: string) =>
  and(eq(drafts.userId, ctx.actor.id), eq(drafts.key, storedKey(ctx, key)))

// The actor may no longer see the thread or post of a draft. Its text is still theirs.
async function shown(ctx: Context, { key, content, updatedAt }: Row): Promise<Draft> {
  const place = await placeOf(ctx, key).catch(() => ({ url: '/drafts', threadTitle: null }))
  return { ...draftInput.parse(content), key, updatedAt, ...place }
}

async function placeOf(ctx: Context, key: string): Promise<Pick<Draft, 'url' | 'threadTitle'>> {
  const [kind, id] = key.split(':')
  if (kind === 'ask') return { url: `/ask?draft=${key}`, threadTitle: null }
  if (kind === 'ticket') return { url: `/tickets/${id ?? 'new'}`, threadTitle: null }
  if (kind === 'post') {
    const { thread } = await findPost(ctx, Number(id))
    return { url: `/p/${id}/edit`, threadTitle: thread.title }
  }
  const thread = await findThread(ctx, Number(id))
  return { url: `${threadUrl(thread.id, thread.title)}#reply`, threadTitle: thread.title }
}

const batchSize = 500

/** Removes drafts that their authors did not change for a long time. */
export const draftCleaner: Cleaner = {
  async count({ db }, before) {
    const old = db
      .select({ one: sql`1` })
      .from(drafts)
      .where(lte(drafts.updatedAt, before))
      .limit(countLimit + 1)
    return cappedAt({ drafts: await db.$count(old.as('old')) })
  },
  async remove({ db }, before) {
    const old = db
      .select({ userId: drafts.userId, key: drafts.key })
      .from(drafts)
      .where(lte(drafts.updatedAt, before))
      .limit(batchSize)
      .for('update', { skipLocked: true })
    const { count } = await db
      .delete(drafts)
      .where(sql`(${drafts.userId}, ${drafts.key}) in ${old}`)
    return { removed: { drafts: count }, done: count < batchSize }
  }
}
