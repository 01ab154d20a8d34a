import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { checkUnchanged, emit, transaction, type Context } from '@stoa/core'
import type { threadChange } from './contract.ts'
import { findThread, findModeratedThread, lockPost, lockThread, type FoundThread } from '../find.ts'
import { addThreadHistory } from './history.ts'
import { moveThread } from '../restructuring/move.ts'
import { textOfValues } from '../fields/values.ts'
import { editedOfThread } from '../editing/source.ts'
import { keepRevision } from '../editing/revisions.ts'
import { actOn, recordOnOthers } from '../moderation-act.ts'
import { authorize } from '../policy.ts'
import { posts, threads } from '../schema.ts'
import { reviewTags, normalizeTags } from '../tags/tag.ts'

type Change = z.output<typeof threadChange>

/**
 * Changes a thread's title, tags, language or category, as far as given and different.
 * @throws Problem 404; 401 or 403 as `rules.retitle`; 403 as `recordAction`; for a category as
 * `moveThread`; 409 as `checkUnchanged`; 422 for a refused title
 */
export async function changeThread(ctx: Context, id: number, change: Change): Promise<void> {
  const thread = await findThread(ctx, id)
  authorize.retitle(ctx.actor, thread)
  if (change.title) {
    await ctx.ports.safety.review(ctx, { path: 'title', text: change.title, isPublic: true })
  }
  await reviewTags(ctx, change.tags)
  await reviewAbove(ctx, thread, change)
  const title = change.title && (await ctx.ports.safety.masked(ctx, change.title))
  await transaction(ctx, async (ctx) => {
    await lockThread(ctx, id)
    const thread = await findThread(ctx, id)
    authorize.retitle(ctx.actor, thread)
    checkUnchanged(change.revision, editedOfThread(thread), change)
    const retitled = await retitle(ctx, thread, title)
    const retagged = await retag(ctx, thread, change.tags)
    const corrected = await setLanguage(ctx, thread, change.language)
    if (retitled || retagged || corrected) await emit(ctx, 'thread.changed', { threadId: id })
    const target = change.categoryId ?? thread.categoryId
    if (target !== thread.categoryId) await moveThread(ctx, thread, target)
  })
}

/** Reviews a new title and new tags together with the first post, as readers see them. */
async function reviewAbove(ctx: Context, thread: FoundThread, change: Change) {
  if (!change.title && !change.tags) return
  const { title = thread.title, tags = thread.tags } = change
  const isFirst = and(eq(posts.threadId, thread.id), eq(posts.number, 1))
  const { body, fieldValues } = posts
  const [first] = await ctx.db.select({ body, fieldValues }).from(posts).where(isFirst)
  const below = [textOfValues(first?.fieldValues ?? null), first?.body].filter(Boolean).join('\n')
  const [path, text, before] = change.title
    ? (['title', title, tags.join(' ')] as const)
    : (['tags', tags.join(' '), title] as const)
  await ctx.ports.safety.reviewTogether({ path, text, before, behind: below })
  const instead = {
    whole: [title, tags.join(' '), below].join('\n'),
    before: [thread.title, thread.tags.join(' '), below].join('\n')
  }
  await ctx.ports.safety.checkLine(ctx, { path, text, instead })
}

async function retitle(ctx: Context, thread: FoundThread, title = thread.title) {
  if (title === thread.title) return false
  await keepTitle(ctx, thread.id)
  await ctx.db.update(threads).set({ title }).where(eq(threads.id, thread.id))
  await addThreadHistory(ctx, thread, 'retitled', { from: thread.title })
  await recordOnOthers(ctx, actOn('retitled', thread))
  return true
}

/** Stores the old title in the history of the first post. */
async function keepTitle(ctx: Context, threadId: number) {
  const isFirst = and(eq(posts.threadId, threadId), eq(posts.number, 1))
  const [first] = await ctx.db.select({ id: posts.id }).from(posts).where(isFirst)
  if (!first) return
  await keepRevision(ctx, await lockPost(ctx, first.id))
  await ctx.db
    .update(posts)
    .set({ revisionCount: sql`${posts.revisionCount} + 1` })
    .where(eq(posts.id, first.id))
}

async function retag(ctx: Context, thread: FoundThread, given = thread.tags) {
  const tags = normalizeTags(given)
  if (tags.join() === thread.tags.join()) return false
  await ctx.db.update(threads).set({ tags }).where(eq(threads.id, thread.id))
  await addThreadHistory(ctx, thread, 'retagged', { from: thread.tags.join(' ') })
  await recordOnOthers(ctx, actOn('retagged', thread))
  return true
}

async function setLanguage(ctx: Context, thread: FoundThread, language = thread.language) {
  if (language === thread.language) return false
  await ctx.db.update(threads).set({ language }).where(eq(threads.id, thread.id))
  return true
}

/**
 * Sets or ends slow mode: members wait between two replies (`reply` refuses), moderators do not.
 * @param seconds null ends slow mode
 * @throws Problem 404; 403 unless the actor moderates its category
 */
export async function setSlowMode(ctx: Context, id: number, seconds: number | null): Promise<void> {
  await findModeratedThread(ctx, id)
  await transaction(ctx, async (ctx) => {
    await lockThread(ctx, id)
    const thread = await findModeratedThread(ctx, id)
    if (thread.slowSeconds === seconds) return
    await ctx.db.update(threads).set({ slowSeconds: seconds }).where(eq(threads.id, id))
    await recordAndEmit(ctx, thread, seconds)
    await emit(ctx, 'thread.changed', { threadId: id })
  })
}

async function recordAndEmit(ctx: Context, thread: FoundThread, seconds: number | null) {
  const from = thread.slowSeconds
  const kind = seconds === null ? 'unslowed' : 'slowed'
  await addThreadHistory(ctx, thread, kind, { ...(seconds && { seconds }), ...(from && { from }) })
  await ctx.ports.moderation.recordAction(ctx, actOn(kind, thread))
}
