import { and, eq, isNull, or } from 'drizzle-orm'
import { recordSecurityEvent } from '@stoa/accounts'
import { conflict, emit, invalid, transaction, type Context } from '@stoa/core'
import { threads } from '../schema.ts'
import { isReadWithin } from '../visibility.ts'
import { findStored, lockCategories, type StoredCategory } from './category-changes.ts'
import { updateModeratingGroups } from './category-groups.ts'
import { categories, categoryFollowings, categoryModerators } from './schema.ts'

/**
 * Archives a category with its sub-categories, or opens them again. What is in it stays readable;
 * nobody writes in it and no form offers it. The caller is an admin.
 * @throws Problem 404; 409 `category_parent_archived` if its parent stays archived
 */
export async function setArchived(ctx: Context, id: number, archived: boolean): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await lockCategories(ctx)
    const category = await findStored(ctx, id)
    if (!archived) await checkParentOpen(ctx, category)
    const archivedAt = archived ? (category.archivedAt ?? ctx.now) : null
    const family = or(eq(categories.id, id), eq(categories.parentId, id))
    await ctx.db
      .update(categories)
      .set({ archivedAt })
      .where(and(family, isNull(categories.mergedIntoId)))
    await recordAndEmit(ctx, id, { archived })
  })
}

async function checkParentOpen({ db }: Context, { parentId }: StoredCategory) {
  if (parentId === null) return
  const [parent] = await db.select().from(categories).where(eq(categories.id, parentId))
  if (parent?.archivedAt) throw conflict('category_parent_archived')
}

/**
 * Moves all threads of a category into another one, where its address leads from now on. The same
 * people must read both. Its moderators moderate nothing of the other. The caller is an admin.
 * @throws Problem 404; 409 `category_has_children`; 422 on `into` for an unknown or archived
 * category, or one that other people read
 */
export async function mergeCategories(ctx: Context, id: number, into: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
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
    await ctx.db
      .update(categories)
      .set({ archivedAt: ctx.now, mergedIntoId: target.id, moderatorGroups: [] })
      .where(eq(categories.id, id))
    // Whatever was merged into this one before leads on.
    await ctx.db
      .update(categories)
      .set({ mergedIntoId: target.id })
      .where(eq(categories.mergedIntoId, id))
    await ctx.ports.announcements.moveToCategory(ctx, id, into)
    await recordAndEmit(ctx, id, { mergedInto: into, threads: moved.length })
    await emit(ctx, 'category.merged', { categoryId: id, intoId: into })
    await emit(ctx, 'category.changed', { categoryId: into })
  })
}

async function findTarget(ctx: Context, source: StoredCategory, into: number) {
  const target = await findStored(ctx, into).catch(() => undefined)
  if (!target || target.id === source.id) throw invalid('into', 'threads_category_unknown')
  if (target.archivedAt !== null) throw invalid('into', 'threads_category_archived')
  if (!isReadWithin(source, target) || !isReadWithin(target, source))
    throw invalid('into', 'threads_category_read_differently')
  return target
}

async function checkChildless({ db }: Context, id: number) {
  const children = await db
    .select({ id: categories.id })
    .from(categories)
    .where(and(eq(categories.parentId, id), isNull(categories.mergedIntoId)))
    .limit(1)
  if (children.length > 0) throw conflict('category_has_children')
}

/** Nobody follows or moderates a category that ends. */
async function endCategory(ctx: Context, { id, moderatorGroups }: StoredCategory) {
  await ctx.db.delete(categoryFollowings).where(eq(categoryFollowings.categoryId, id))
  const left = await ctx.db
    .delete(categoryModerators)
    .where(eq(categoryModerators.categoryId, id))
    .returning({ userId: categoryModerators.userId })
  for (const { userId } of left) await emit(ctx, 'actor.changed', { userId })
  await ctx.db.update(categories).set({ moderatorGroups: [] }).where(eq(categories.id, id))
  await updateModeratingGroups(ctx, moderatorGroups, [])
}

/**
 * Deletes a category that never held a thread. The caller is an admin.
 * @throws Problem 404; 409 `category_not_empty` with the number of its threads,
 * `category_has_children`, or `category_needed` if anything else refers to it
 */
export async function deleteCategory(ctx: Context, id: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await lockCategories(ctx)
    const category = await findStored(ctx, id)
    await checkChildless(ctx, id)
    await checkEmpty(ctx, id)
    await endCategory(ctx, category)
    await deleteRow(ctx, id)
    await recordAndEmit(ctx, id, { deleted: true })
  })
}

async function checkEmpty({ db }: Context, id: number) {
  const count = await db.$count(threads, eq(threads.categoryId, id))
  if (count > 0) throw conflict('category_not_empty', { count })
}

const foreignKeyViolation = '23503'

/** Announcements, redirections and other rows may refer to a category without threads. */
async function deleteRow({ db }: Context, id: number) {
  const inside = db.transaction((tx) => tx.delete(categories).where(eq(categories.id, id)))
  await inside.catch((error: unknown) => {
    throw codeOf(error) === foreignKeyViolation ? conflict('category_needed') : error
  })
}

const codeOf = (error: unknown): unknown => {
  const { code, cause } = Object(error) as { code?: unknown; cause?: unknown }
  return code ?? (cause ? codeOf(cause) : undefined)
}

async function recordAndEmit(
  ctx: Context,
  categoryId: number,
  change: Record<string, string | number | boolean>
) {
  const details = { categoryId, ...change }
  await recordSecurityEvent(ctx, 'category.changed', { details })
  await emit(ctx, 'category.changed', { categoryId })
}
