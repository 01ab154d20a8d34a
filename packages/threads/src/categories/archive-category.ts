import { and, eq, isNull, or } from 'drizzle-orm'
import { conflict, transaction, type Context } from '@stoa/core'
import { findStored, type StoredCategory } from './category-changes.ts'
import { recordCategoryChange } from './end-category.ts'
import { lockCategories } from './lock-categories.ts'
import { categories } from './schema.ts'

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
