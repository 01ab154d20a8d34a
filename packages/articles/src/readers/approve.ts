import { and, eq } from 'drizzle-orm'
import { checkRevision, emit, notFound, transaction, type Context } from '@stoa/core'
import { authorize } from '../policy.ts'
import { articleReaderChanges, articles, articleSections } from '../schema.ts'
import { checkGroups, recordReaders } from '../sections/section-changes.ts'
import { lockReadersOf, lockSections } from './lock.ts'
import { findOpenChange, isOpen, type WaitingApproval } from './open-changes.ts'
import { snapshotOfReaders } from './show.ts'
import { widenedTexts } from './widened-texts.ts'

/**
 * Approves as a second person that more people read public texts, which they do at once.
 * @param revision of the snapshot that the actor read
 * @throws Problem 404 if it is decided, 401 and 403 as `rules.approve`, 409 as `checkRevision` if a
 * text or its readers changed meanwhile, 422 for a group that is gone
 */
export async function approveReaders(ctx: Context, id: number, revision: string): Promise<void> {
  authorize.write(ctx.actor)
  await transaction(ctx, async (ctx) => {
    await lockSubject(ctx, await findOpenChange(ctx, id))
    const found = await findOpenChange(ctx, id)
    const { change } = found
    authorize.approve(ctx.actor, found.behind)
    const texts = await widenedTexts(ctx, change)
    checkRevision(revision, await snapshotOfReaders(ctx, found, texts))
    await checkGroups(ctx, change.readerGroups)
    await decide(ctx, id, 'approved')
    await apply(ctx, change)
  })
}

/**
 * Discards a change of readers that waits.
 * @throws Problem 404, 401 and 403 as `rules.write`
 */
export async function discardReaders(ctx: Context, id: number): Promise<void> {
  authorize.write(ctx.actor)
  await transaction(ctx, (ctx) => decide(ctx, id, 'discarded'))
}

const lockSubject = (ctx: Context, { change: { articleId } }: WaitingApproval) =>
  articleId === null ? lockSections(ctx, 'no key update') : lockReadersOf(ctx, articleId)

async function decide(
  { db, actor, now }: Context,
  id: number,
  outcome: 'approved' | 'discarded'
): Promise<void> {
  const decided = await db
    .update(articleReaderChanges)
    .set({ outcome, decidedById: actor.id, decidedAt: now })
    .where(and(eq(articleReaderChanges.id, id), isOpen))
    .returning({ id: articleReaderChanges.id })
  if (decided.length === 0) throw notFound()
}

async function apply(ctx: Context, change: WaitingApproval['change']): Promise<void> {
  const { articleId, sectionId, readers, readerGroups, targetSectionId } = change
  if (articleId === null) {
    const isIt = eq(articleSections.id, sectionId ?? 0)
    await ctx.db.update(articleSections).set({ readers, readerGroups }).where(isIt)
    await recordReaders(ctx, sectionId ?? 0)
    return emit(ctx, 'article.sections_changed', {})
  }
  await ctx.db
    .update(articles)
    .set({ readers, readerGroups, sectionId: targetSectionId, readersSince: ctx.now })
    .where(eq(articles.id, articleId))
  await emit(ctx, 'article.changed', { articleId })
}
