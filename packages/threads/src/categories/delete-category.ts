import { eq } from 'drizzle-orm'
import { stopCategoryPowers } from '@stoa/accounts/groups'
import { conflict, transaction, type Context } from '@stoa/core'
import { threads } from '../schema.ts'
import { findStored } from './category-changes.ts'
import { checkChildless, endCategory, recordCategoryChange } from './end-category.ts'
import { lockCategories } from './lock-categories.ts'
import { categories } from './schema.ts'

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
