import { asc, eq, inArray, or, sql, type SQL } from 'drizzle-orm'
import type { Database } from '@stoa/core/database'
import { idOfNamed } from '@stoa/accounts'
import { categories, posts, threads } from '@stoa/threads/tables'
import type { KnownFilters } from './engine.ts'
import type { Filters } from './query.ts'

/** Looks up the category and the author named in filters. */
export async function knowFilters(db: Database, filters: Filters): Promise<KnownFilters> {
  const { category, author, ...rest } = filters
  const known: KnownFilters = rest
  if (category !== undefined) known.categoryIds = await idsOfCategory(db, category)
  if (author !== undefined) known.authorId = await idOfAuthor(db, author)
  return known
}

async function idsOfCategory(db: Database, slug: string): Promise<number[]> {
  const named = db.select({ id: categories.id }).from(categories).where(eq(categories.slug, slug))
  const rows = await db
    .select({ id: categories.id })
    .from(categories)
    .where(or(eq(categories.slug, slug), inArray(categories.parentId, named)))
    .orderBy(sql`${categories.slug} = ${slug} desc`, asc(categories.id))
  return rows.length === 0 ? [0] : rows.map(({ id }) => id)
}

async function idOfAuthor(db: Database, name: string): Promise<number> {
  const [row] = await db.execute<{ id: number | null }>(sql`select ${idOfNamed(name)} as id`)
  return row?.id ?? 0
}

/** Conditions on `posts` and `threads` for the filters of a search. */
export function filterConditions(filters: KnownFilters): SQL[] {
  const { categoryIds, authorId, kind, solved, official, tag, language, after, before } = filters
  return [
    categoryIds !== undefined && inArray(threads.categoryId, categoryIds),
    authorId !== undefined && sql`${posts.authorId} = ${authorId}`,
    kind !== undefined && sql`${threads.kind} = ${kind}`,
    solved !== undefined && sql`(${threads.solvedAt} is not null) = ${solved}`,
    official !== undefined && sql`${posts.official} = ${official}`,
    tag !== undefined && sql`${threads.tags} @> array[${tag.toLowerCase()}]`,
    language !== undefined && sql`${threads.language} = ${language}`,
    after !== undefined && sql`${posts.createdAt} >= ${startOf(after)}`,
    before !== undefined && sql`${posts.createdAt} < ${startOf(before)}`
  ].filter((condition) => condition !== false)
}

/** Start of a day, UTC. */
export const startOf = (day: string) => `${day}T00:00:00.000Z`
