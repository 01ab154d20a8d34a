import { and, eq, isNull, or } from 'drizzle-orm'
import { conflict, transaction, emit, invalid, type Context } from '@stoa/core'
import { stopCategoryPowers } from '@stoa/accounts/groups'
import { recordSecurityEvent } from '@stoa/accounts'
import { lockCategories, findStored, type StoredCategory } from './categories.ts'
import { categories, categoryFollowings, categoryModerators } from './schema.ts'
import { threads } from '../schema.ts'
import { isReadWithin } from '../visibility.ts'
import { setModeratorGroups } from './groups.ts'

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
    await recordCategoryChange(ctx, id, { archived })
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

/**
 * Deletes a category that never held a thread. The caller is an admin.
 * @throws Problem 404; 409 `category_not_empty` with the number of its threads,
 * `category_has_children`, or `category_needed` if anything else refers to it
 */
export async function deleteCategory(ctx: Context, id: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await stopCategoryPowers(ctx, id)
    await lockCategories(ctx)
    const category = await findStored(ctx, id)
    await checkChildless(ctx, id)
    await checkEmpty(ctx, id)
    await endCategory(ctx, category)
    await deleteRow(ctx, id)
    await recordCategoryChange(ctx, id, { deleted: true })
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

/** @throws Problem 409 `category_has_children` */
async function checkChildless({ db }: Context, id: number) {
  const children = await db
    .select({ id: categories.id })
    .from(categories)
    .where(and(eq(categories.parentId, id), isNull(categories.mergedIntoId)))
    .limit(1)
  if (children.length > 0) throw conflict('category_has_children')
}

/** Nobody follows or moderates a category that ends. */
async function endCategory(ctx: Context, category: StoredCategory): Promise<void> {
  const { id } = category
  await ctx.db.delete(categoryFollowings).where(eq(categoryFollowings.categoryId, id))
  const left = await ctx.db
    .delete(categoryModerators)
    .where(eq(categoryModerators.categoryId, id))
    .returning({ userId: categoryModerators.userId })
  for (const { userId } of left) await emit(ctx, 'actor.changed', { userId })
  await setModeratorGroups(ctx, category, [])
}

/** Records in the security log what was done to a category, and makes every node read it again. */
async function recordCategoryChange(
  ctx: Context,
  categoryId: number,
  change: Record<string, string | number | boolean>
) {
  const details = { categoryId, ...change }
  await recordSecurityEvent(ctx, 'category.changed', { details })
  await emit(ctx, 'category.changed', { categoryId })
}
