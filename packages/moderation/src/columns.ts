import { inArray, sql, type SQL } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { findCategory } from '@stoa/threads'
import { categories } from '@stoa/threads/schema'

/** A category as lists show it, for queries that join `categories`. */
export const categoryColumns = ({ locale }: Pick<Context, 'locale'>) => ({
  id: categories.id,
  slug: categories.slug,
  name: sql<string>`coalesce(${categories.name} ->> ${locale}, ${categories.name} ->> 'en')`
})

type CategoryColumns = {
  category: { id: number | null; slug: string | null; name: string | null } | null
}

/** Null where the row has no category. */
export function categoryOf({ category }: CategoryColumns) {
  if (!category?.id || category.slug === null) return null
  return { id: category.id, slug: category.slug, name: category.name ?? category.slug }
}

/**
 * Rows of the category with this slug or one below it, for queries that join `categories`.
 * @throws Problem 404 when the actor may not know of it
 */
export async function inCategory(ctx: Context, slug?: string): Promise<SQL | undefined> {
  if (slug === undefined) return undefined
  const family = await findCategory(ctx, slug)
  return inArray(
    categories.id,
    family.map(({ id }) => id)
  )
}
