import { asc, count, eq, getTableColumns, inArray, isNull, max, or, sql, and } from 'drizzle-orm'
import { waitingSubjects } from '@stoa/accounts/approvals'
import { isShutOut } from '@stoa/accounts/reading-access'
import { cached, notFound, Problem, snapshotOfFields, type Context } from '@stoa/core'
import { nameFor } from '@stoa/core/languages'
import { can } from '../policy.ts'
import { fieldsOfCategory, type KnownField } from '../fields/schema.ts'
import { threads } from '../schema.ts'
import { categories } from './schema.ts'
import { visibleCategories, writers, type Writers } from '../visibility.ts'

type Reader = Pick<Context, 'locale' | 'ports'>

/**
 * A category with its texts in every language. The counts cover what guests see in it, without its
 * sub-categories.
 */
export type KnownCategory = typeof categories.$inferSelect & {
  writers: Writers
  /** Fields that it asks for in new threads. */
  fields: KnownField[]
  threadCount: number
  lastPostAt: string | null
}

/** The categories, and by the slug of a merged one the id of the one that its address leads to. */
type CachedCategories = { known: KnownCategory[]; merged: ReadonlyMap<string, number> }

const cache = cached(30_000, ({ db }) => readCategories(db))

/**
 * Every category but merged ones, staff-only ones included, each followed by its sub-categories. The list is cached
 * in this process; counts are up to 30 seconds old.
 */
export const knownCategories = async (ctx: Context): Promise<KnownCategory[]> =>
  (await cache.of(ctx)).known

/** The categories that the actor may know of, as `knownCategories`. */
export async function categoriesSeen(ctx: Context): Promise<KnownCategory[]> {
  if (await isShutOut(ctx)) return []
  return (await knownCategories(ctx)).filter((one) => can.readCategory(ctx.actor, one))
}

/** Drops the cached categories of this process. Every node calls it after `category.changed`. */
export const invalidateCategories = cache.drop

/** Returns the ids of these categories and of their sub-categories. */
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

async function readCategories(db: Context['db']): Promise<CachedCategories> {
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
      writers,
      fields: fieldsOfCategory,
      threadCount: sql<number>`coalesce(${seen.threadCount}, 0)`.mapWith(Number),
      lastPostAt: seen.lastPostAt
    })
    .from(categories)
    .leftJoin(seen, eq(seen.categoryId, categories.id))
    .orderBy(asc(categories.position), asc(categories.id))
  return {
    known: nested(rows.filter(({ mergedIntoId }) => mergedIntoId === null)),
    merged: new Map(rows.map(({ slug, mergedIntoId }) => [slug, mergedIntoId ?? 0]))
  }
}

const nested = (rows: KnownCategory[]) =>
  rows
    .filter(({ parentId }) => parentId === null)
    .flatMap((parent) => [parent, ...rows.filter(({ parentId }) => parentId === parent.id)])

/** The fields by which rows and breadcrumbs name a category. */
export const categoryLink = (ctx: Reader, { id, slug, name }: KnownCategory) => ({
  id,
  slug,
  ...nameFor(ctx, name)
})

/** Maps category ids to their links, for the categories the actor may know of. */
export async function categoryNames(ctx: Context) {
  const seen = await categoriesSeen(ctx)
  return new Map(seen.map((category) => [category.id, categoryLink(ctx, category)]))
}

/**
 * Returns the category with this slug, followed by its sub-categories. A slug that the actor may not
 * know of costs as much as one that nobody gave.
 * @throws Problem 404, also where the actor may not know of the category; 301 `moved_permanently`
 * with the `url` of the one that it was merged into
 */
export async function findCategory(ctx: Context, slug: string): Promise<KnownCategory[]> {
  const [{ merged }, seen] = await Promise.all([cache.of(ctx), categoriesSeen(ctx)])
  const found = seen.find((category) => category.slug === slug)
  if (!found) throw goneOrMerged(seen, merged.get(slug))
  return seen.filter(({ id, parentId }) => id === found.id || parentId === found.id)
}

function goneOrMerged(seen: KnownCategory[], targetId: number | undefined) {
  const target = seen.find(({ id }) => id === targetId)
  if (!target) return notFound()
  return new Problem(301, 'moved_permanently', { url: `/c/${target.slug}` })
}

export type StoredCategory = typeof categories.$inferSelect

/** The fields of a category that its form edits. */
export const editedOfCategory = (
  { name, description, rule, ...stored }: StoredCategory,
  waitingModeratorGroups: number[]
) => ({
  name,
  description,
  rule,
  parentId: stored.parentId,
  holdFirstPosts: stored.holdFirstPosts,
  signInRequired: stored.signInRequired,
  readerGroups: stored.readerGroups,
  writerGroups: stored.writerGroups,
  moderatorGroups: [...stored.moderatorGroups, ...waitingModeratorGroups]
})

/** Returns a category as stored. The caller is an admin. @throws Problem 404 */
export async function readCategory(ctx: Context, id: number) {
  const category = await findStored(ctx, id)
  const waiting = await waitingModeratorGroups(ctx, id)
  const snapshot = snapshotOfFields(editedOfCategory(category, waiting))
  return { ...category, snapshot, waitingModeratorGroups: waiting }
}

/** Ids of the groups that are to moderate a category and wait. */
export async function waitingModeratorGroups(ctx: Context, id: number): Promise<number[]> {
  const waiting = await waitingSubjects(ctx, 'category_power')
  const ids = waiting.flatMap((one) => (one.categoryId === id ? [one.groupId] : []))
  return ids.sort((one, other) => one - other)
}

/** @throws Problem 404 if the actor may not see one of the categories */
export async function checkVisible({ db, actor }: Context, ids: number[]): Promise<void> {
  const known = await db
    .select({ id: categories.id })
    .from(categories)
    .where(and(inArray(categories.id, ids), visibleCategories(actor)))
  if (known.length < ids.length) throw notFound()
}

// Without the lock, two admins could nest two levels deep: each would change between the other's
// check and change.
/** Lets nobody else change a category until the transaction of `ctx` ends. */
export const lockCategories = ({ db }: Context) =>
  db.execute(sql`lock table ${categories} in share row exclusive mode`)

/** Returns a category as stored, in the transaction that changes it. @throws Problem 404 */
export async function findStored({ db }: Context, id: number): Promise<StoredCategory> {
  const [category] = await db
    .select()
    .from(categories)
    .where(and(eq(categories.id, id), isNull(categories.mergedIntoId)))
  if (!category) throw notFound()
  return category
}
