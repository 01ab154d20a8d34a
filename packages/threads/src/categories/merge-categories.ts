import { eq } from 'drizzle-orm'
import { stopCategoryPowers } from '@stoa/accounts/groups'
import { emit, invalid, transaction, type Context } from '@stoa/core'
import { threads } from '../schema.ts'
import { isReadWithin } from '../visibility.ts'
import { findStored, type StoredCategory } from './category-changes.ts'
import { checkChildless, endCategory, recordCategoryChange } from './end-category.ts'
import { lockCategories } from './lock-categories.ts'
import { categories } from './schema.ts'

/**
 * Moves all threads of a category into another one, where its address leads from now on. The same
 * people must read both. Its moderators moderate nothing of the other. The caller is an admin.
 * @throws Problem 404; 409 `category_has_children`; 422 on `into` for an unknown or archived
 * category, or one that other people read
 */
export async function mergeCategories(ctx: Context, id: number, into: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await stopCategoryPowers(ctx, id)
    await lockCategories(ctx)
    const source = await findStored(ctx, id)
    const target = await findTarget(ctx, source, into)
    await checkChildless(ctx, id)
    const moved = await ctx.db
      .update(threads)
      .set({ categoryId: into })
      .where(eq(threads.categoryId, id))
      .returning({ id: threads.id })
    await endCategory(ctx, source)
    await redirectCategory(ctx, id, target.id)
    await ctx.ports.announcements.moveToCategory(ctx, id, into)
    await recordCategoryChange(ctx, id, { mergedInto: into, threads: moved.length })
    await emit(ctx, 'category.merged', { categoryId: id, intoId: into })
    await emit(ctx, 'category.changed', { categoryId: into })
  })
}

/** Archives the source. Categories merged into it earlier lead to the target, too. */
async function redirectCategory({ db, now }: Context, sourceId: number, targetId: number) {
  await db
    .update(categories)
    .set({ archivedAt: now, mergedIntoId: targetId, moderatorGroups: [] })
    .where(eq(categories.id, sourceId))
  await db
    .update(categories)
    .set({ mergedIntoId: targetId })
    .where(eq(categories.mergedIntoId, sourceId))
}

async function findTarget(ctx: Context, source: StoredCategory, into: number) {
  const target = await findStored(ctx, into).catch(() => undefined)
  if (!target || target.id === source.id) throw invalid('into', 'threads_category_unknown')
  if (target.archivedAt !== null) throw invalid('into', 'threads_category_archived')
  if (!isReadWithin(source, target) || !isReadWithin(target, source))
    throw invalid('into', 'threads_category_read_differently')
  return target
}
