import { asc, count, eq, getTableColumns, inArray, max, or, sql } from 'drizzle-orm'
import { atLeast, cached, notFound, type Actor, type Context, type Locale } from '@stoa/core'
import { threads } from '../schema.ts'
import { categories } from './schema.ts'

type Translated = Partial<Record<Locale, string>>

/** A category with its words in every language and what guests see in it, sub-categories apart. */
export type KnownCategory = typeof categories.$inferSelect & {
  threadCount: number
  lastPostAt: string | null
}

const memory = cached(30_000, ({ db }) => readCategories(db))

/**
 * Every category, staff-only ones too, each followed by its sub-categories, from the memory of this
 * process; counts are up to 30 seconds old.
 */
export const knownCategories = memory.of

/** Makes this process read the categories again; called on every node after `category.changed`. */
export const invalidateCategories = memory.drop

/** These categories and their sub-categories; ids. */
export async function withSubcategories(
  db: Context['db'],
  ids: readonly number[]
): Promise<number[]> {
  const rows = await db
    .select({ id: categories.id })
    .from(categories)
    .where(or(inArray(categories.id, [...ids]), inArray(categories.parentId, [...ids])))
  return rows.map(({ id }) => id)
}

async function readCategories(db: Context['db']): Promise<KnownCategory[]> {
  const seen = db
    .select({
      categoryId: threads.categoryId,
      threadCount: count().as('thread_count'),
      lastPostAt: max(threads.lastPostAt).as('last_post_at')
    })
    .from(threads)
    .where(eq(threads.state, 'visible'))
    .groupBy(threads.categoryId)
    .as('seen')
  const rows = await db
    .select({
      ...getTableColumns(categories),
      threadCount: sql<number>`coalesce(${seen.threadCount}, 0)`.mapWith(Number),
      lastPostAt: seen.lastPostAt
    })
    .from(categories)
    .leftJoin(seen, eq(seen.categoryId, categories.id))
    .orderBy(asc(categories.position), asc(categories.id))
  return nested(rows)
}

const nested = (rows: KnownCategory[]) =>
  rows
    .filter(({ parentId }) => parentId === null)
    .flatMap((parent) => [parent, ...rows.filter(({ parentId }) => parentId === parent.id)])

/** The name or description in the reader's language, else in another one. */
export const categoryName = (name: Translated, locale: Locale): string =>
  name[locale] ?? name.en ?? Object.values(name)[0] ?? ''

/** How rows and breadcrumbs name a category. */
export const categoryLink = ({ id, slug, name }: KnownCategory, locale: Locale) => ({
  id,
  slug,
  name: categoryName(name, locale)
})

/** How categories are named to the actor, by id; those they may not know of are left out. */
export async function categoryNames(ctx: Context) {
  const known = (await knownCategories(ctx)).filter((category) => mayKnow(ctx.actor, category))
  return new Map(known.map((category) => [category.id, categoryLink(category, ctx.locale)]))
}

/** Whether the actor may know that there is such a category. */
export const mayKnow = (actor: Actor, { rule }: KnownCategory) =>
  rule !== 'staff_only' || atLeast(actor.role, 'staff')

/**
 * The category of this slug, if the actor may know of it, and with it its sub-categories.
 * @throws Problem 404
 */
export async function findCategory(ctx: Context, slug: string): Promise<KnownCategory[]> {
  const known = await knownCategories(ctx)
  const found = known.find((category) => category.slug === slug)
  if (!found || !mayKnow(ctx.actor, found)) throw notFound()
  return known.filter(({ id, parentId }) => id === found.id || parentId === found.id)
}

/** A category as it is stored. The caller is an admin. @throws Problem 404 */
export async function readCategory({ db }: Context, id: number) {
  const [category] = await db.select().from(categories).where(eq(categories.id, id))
  if (!category) throw notFound()
  return category
}
