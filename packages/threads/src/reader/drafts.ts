import { and, desc, eq, notLike } from 'drizzle-orm'
import type { z } from 'zod'
import { conflict, notFound, type Context } from '@stoa/core'
import { draftInput, maxDraftLength, type draft } from './contract.ts'
import { findPost, findThread } from '../finding.ts'
import { drafts } from '../schema.ts'
import { reviewTags } from '../tags.ts'
import { threadUrl } from '../urls.ts'

/** What somebody has written so far. */
export type Content = z.output<typeof draftInput>
type Draft = z.infer<typeof draft>
type Row = typeof drafts.$inferSelect

/**
 * Keeps what somebody is writing: a question (`ask`), a reply (`thread:12`), an edit (`post:34`), a
 * ticket (`ticket`) or a message in one (`ticket:` and its number).
 * @throws Problem 404 for a thread or post that the actor may not read; 422 for a text that must not
 * be stored
 */
export async function keepDraft(ctx: Context, key: string, content: Content): Promise<Draft> {
  const place = await placeOf(ctx, key)
  for (const path of ['title', 'body'] as const) {
    const text = content[path]
    if (text) await ctx.ports.review(ctx, { path, text })
  }
  await reviewTags(ctx, content.tags)
  const values = { content, updatedAt: ctx.now }
  await ctx.db
    .insert(drafts)
    .values({ userId: ctx.actor.id, key: storedKey(ctx, key), ...values })
    .onConflictDoUpdate({ target: [drafts.userId, drafts.key], set: values })
  return { ...content, key, updatedAt: ctx.now, ...place }
}

/** @throws Problem 404 when there is none */
export async function readDraft(ctx: Context, key: string): Promise<Draft> {
  const [row] = await ctx.db.select().from(drafts).where(isOwn(ctx, key))
  if (!row) throw notFound()
  return shown(ctx, { ...row, key })
}

/** Removes a draft, if there is one. */
export async function dropDraft(ctx: Context, key: string): Promise<void> {
  await ctx.db.delete(drafts).where(isOwn(ctx, key))
}

const provenPrefix = 'proven:'

/** Whoever proved an address alone has drafts of their own: they see nothing of its owner's. */
const storedKey = ({ actor }: Context, key: string) =>
  actor.byProof ? `${provenPrefix}${key}` : key

/** The actor's drafts, the latest first, at most 100. */
export async function listDrafts(ctx: Context): Promise<{ items: Draft[] }> {
  const rows = await ctx.db
    .select()
    .from(drafts)
    .where(and(eq(drafts.userId, ctx.actor.id), notLike(drafts.key, `${provenPrefix}%`)))
    .orderBy(desc(drafts.updatedAt), desc(drafts.key))
    .limit(100)
  return { items: await Promise.all(rows.map((row) => shown(ctx, row))) }
}

/**
 * Puts a text that was taken back before what its writer has begun under this key since; both may be
 * longer than what can be sent, and are shortened by whoever wrote them. What stands there already is
 * not put there again.
 * @throws Problem 409 `draft_full` where they are longer than a draft may be: nothing typed is lost
 */
export async function putBackInDraft(ctx: Context, key: string, text: string): Promise<void> {
  const [row] = await ctx.db.select().from(drafts).where(isOwn(ctx, key))
  const begun = row ? draftInput.parse(row.content) : {}
  if (`${begun.body}\n\n`.startsWith(`${text}\n\n`)) return
  const body = [text, begun.body].filter(Boolean).join('\n\n')
  if (body.length > maxDraftLength) throw conflict('draft_full')
  await keepDraft(ctx, key, { ...begun, body })
}

const isOwn = (ctx: Context, key: string) =>
  and(eq(drafts.userId, ctx.actor.id), eq(drafts.key, storedKey(ctx, key)))

// What a draft belongs to may have gone out of sight; the text is still its writer's.
async function shown(ctx: Context, { key, content, updatedAt }: Row): Promise<Draft> {
  const place = await placeOf(ctx, key).catch(() => ({ url: '/drafts', threadTitle: null }))
  return { ...draftInput.parse(content), key, updatedAt, ...place }
}

async function placeOf(ctx: Context, key: string): Promise<Pick<Draft, 'url' | 'threadTitle'>> {
  const [kind, id] = key.split(':')
  if (kind === 'ask') return { url: '/ask', threadTitle: null }
  if (kind === 'ticket') return { url: `/tickets/${id ?? 'new'}`, threadTitle: null }
  if (kind === 'post') {
    const { thread } = await findPost(ctx, Number(id))
    return { url: `/p/${id}/edit`, threadTitle: thread.title }
  }
  const thread = await findThread(ctx, Number(id))
  return { url: `${threadUrl(thread.id, thread.title)}#reply`, threadTitle: thread.title }
}
