import { sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { categories } from '@stoa/threads/schema'

/** A category as lists show it, for queries that join `categories`. */
export const categoryColumns = ({ locale }: Context) => ({
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
