import { and, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { preparedRead, readerValues, visibleCategories } from '@stoa/threads'
import { categories } from '@stoa/threads/tables'
import { countByCategory, type Group } from './group.ts'

/** Counts threads by those of their categories that the actor may know of, largest first. */
export async function namedCounts(ctx: Context, groups: Group[]) {
  const counts = countByCategory(groups)
  if (counts.length === 0) return []
  const ids = counts.map(({ categoryId }) => categoryId)
  const rows = await named(ctx).execute({ ...readerValues(ctx), ids })
  const known = new Map(rows.map((row) => [row.id, row]))
  return counts.flatMap(({ categoryId, count }) => {
    const category = known.get(categoryId)
    if (!category) return []
    return [{ slug: category.slug, name: wordsFor(ctx, category.name), count }]
  })
}

const isCounted = sql`${categories.id} = any(${sql.placeholder('ids')}::bigint[])`

const named = preparedRead((db, reader) =>
  db
    .select({ id: categories.id, slug: categories.slug, name: categories.name })
    .from(categories)
    .where(and(isCounted, visibleCategories(reader)))
    .prepare('search_categories')
)
