import { and, eq, isNull } from 'drizzle-orm'
import { recordSecurityEvent } from '@stoa/accounts'
import { conflict, emit, type Context } from '@stoa/core'
import type { StoredCategory } from './category-changes.ts'
import { setModeratorGroups } from './moderating-groups.ts'
import { categories, categoryFollowings, categoryModerators } from './schema.ts'

/** @throws Problem 409 `category_has_children` */
export async function checkChildless({ db }: Context, id: number) {
  const children = await db
    .select({ id: categories.id })
    .from(categories)
    .where(and(eq(categories.parentId, id), isNull(categories.mergedIntoId)))
    .limit(1)
  if (children.length > 0) throw conflict('category_has_children')
}

/** Nobody follows or moderates a category that ends. */
export async function endCategory(ctx: Context, category: StoredCategory): Promise<void> {
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
export async function recordCategoryChange(
  ctx: Context,
  categoryId: number,
  change: Record<string, string | number | boolean>
) {
  const details = { categoryId, ...change }
  await recordSecurityEvent(ctx, 'category.changed', { details })
  await emit(ctx, 'category.changed', { categoryId })
}
