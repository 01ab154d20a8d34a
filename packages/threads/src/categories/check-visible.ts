import { and, inArray } from 'drizzle-orm'
import { notFound, type Context } from '@stoa/core'
import { visibleCategories } from '../visibility.ts'
import { categories } from './schema.ts'

/** @throws Problem 404 if the actor may not see one of the categories */
export async function checkVisible({ db, actor }: Context, ids: number[]): Promise<void> {
  const known = await db
    .select({ id: categories.id })
    .from(categories)
    .where(and(inArray(categories.id, ids), visibleCategories(actor)))
  if (known.length < ids.length) throw notFound()
}
