import { and, eq, exists, isNull, or, type SQL } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { sanctions } from '@stoa/accounts/tables'
import { visibleCategories } from '@stoa/threads'
import { categories } from '@stoa/threads/tables'

/** Condition: sanctions that apply everywhere, or in a category that the actor may know of. */
export function knownSanctions({ actor, db }: Context): SQL | undefined {
  const inKnown = visibleCategories(actor)
  if (!inKnown) return undefined
  const place = db
    .select({ id: categories.id })
    .from(categories)
    .where(and(eq(categories.id, sanctions.categoryId), inKnown))
  return or(isNull(sanctions.categoryId), exists(place))
}
