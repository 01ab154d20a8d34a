import { and, sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '@stoa/core'
import { decodeCursor, paged, preparedStatement, timeKey, type SortKey } from '@stoa/core/data'
import { findCategory, knownCategories } from '../categories/categories.ts'
import { followedLevels } from '../categories/category-list.ts'
import type { ThreadFilter, ThreadList } from './contract.ts'
import type { ThreadRow } from '../shapes.ts'
import { byReaderAndShape, nowPlaceholder, readerValues } from '../prepared.ts'
import type { Reader } from '../visibility.ts'
import { listed, type Listing } from './list-filters.ts'
import { threadMarks, threads } from '../schema.ts'
import { currentMark, rowsWhere, threadRowOf, type StoredRow } from './thread-rows.ts'

// Written into the statement: PostgreSQL takes a parameter for a tenth of all threads, so that it
// would plan each page anew, which takes longer than reading it.
const rowsOf = ({ limit }: Listing['filter']) => sql.raw(String(limit + 1))
/** A higher number would tell readers nothing more. */
const countLimit = 1000

const countKey = z.tuple([z.int32(), z.number().int()])

const sorts = {
  latest: {
    column: threads.lastPostAt,
    type: sql`timestamptz`,
    key: timeKey,
    keyOf: (row: ThreadRow): SortKey => [row.lastPostAt, row.id]
  },
  newest: {
    column: threads.createdAt,
    type: sql`timestamptz`,
    key: timeKey,
    keyOf: (row: ThreadRow): SortKey => [row.createdAt, row.id]
  },
  votes: {
    column: threads.voteCount,
    type: sql`integer`,
    key: countKey,
    keyOf: (row: ThreadRow): SortKey => [row.voteCount, row.id]
  }
}

/** The last post of threads without replies is their first one, whose time has an index. */
const sortOf = ({ sort, unanswered }: Listing['filter']) =>
  sorts[unanswered && sort === 'latest' ? 'newest' : sort]

/**
 * Lists one page of the threads that match `filter` and that the actor may read. Page one has the
 * pinned threads apart.
 * @throws Problem 404 for an unknown category, 401 for a guest's `following`, 422 for a foreign
 * cursor
 */
export async function list(ctx: Context, { cursor, ...filter }: ThreadFilter): Promise<ThreadList> {
  const family =
    filter.category === undefined ? undefined : await findCategory(ctx, filter.category)
  const known = await knownCategories(ctx)
  const listing = {
    filter,
    categoryIds: family?.map(({ id }) => id),
    locale: ctx.locale,
    oneLanguage: ctx.ports.languages.all.length === 1,
    ...(filter.following && { followsCategories: await followsCategories(ctx) })
  }
  const page = await readPage(ctx, listing, cursor)
  const shown = (row: StoredRow) => threadRowOf(ctx, row, known)
  const isEmpty = page.items.length === 0 && cursor === undefined
  return {
    ...paged(page.items.map(shown), filter.limit, sortOf(filter).keyOf),
    pinned: page.pinned?.map(shown),
    inOtherLanguages: isEmpty ? await countInOtherLanguages(ctx, listing) : undefined
  }
}

const followsCategories = async (ctx: Context): Promise<boolean> =>
  Object.values(await followedLevels(ctx)).includes('following')

/**
 * Counts matches in all languages for an empty page, so that the page does not claim that there are
 * none.
 */
async function countInOtherLanguages(ctx: Context, listing: Listing): Promise<number | undefined> {
  const { language, author, following } = listing.filter
  // The others are lists in all languages.
  if (language === 'all' || (language === undefined && (author !== undefined || following)))
    return undefined
  const inAll = listed(ctx.actor, { ...listing, filter: { ...listing.filter, language: 'all' } })
  const some = ctx.db.select({ id: threads.id }).from(threads).where(inAll).limit(countLimit)
  return ctx.db.$count(some.as('some'))
}

const narrowing = [
  ...(['kind', 'solved', 'closed', 'tag', 'author', 'field'] as const),
  ...(['official', 'unanswered', 'following'] as const)
]

/** Pins are shown in the plain list of a category or the forum, not in filtered lists. */
const showsPins = ({ sort, ...filter }: Listing['filter']) =>
  sort === 'latest' && narrowing.every((name) => filter[name] === undefined)

/**
 * Condition: the thread is pinned everywhere or, in the list of a category, pinned in its own
 * category.
 */
const isPinnedIn = ({ categoryIds }: Listing) =>
  sql`exists (select from ${threadMarks} where ${threadMarks.threadId} = ${threads.id}
    and ${threadMarks.kind} = 'pin' and ${currentMark(nowPlaceholder)}
    ${categoryIds ? sql`` : sql`and ${threadMarks.ref} = 'everywhere'`})`

type Page = { items: StoredRow[]; pinned: StoredRow[] | null }

async function readPage(ctx: Context, listing: Listing, cursor: string | undefined): Promise<Page> {
  const { key } = sortOf(listing.filter)
  const [value = null, id = null] = cursor === undefined ? [] : decodeCursor(cursor, key)
  const read = pages(ctx, { ...listing, isFirst: cursor === undefined })
  const [page] = await read(ctx.db, { ...readerValues(ctx), value, id })
  if (!page) throw new Error('A query without tables has no row.')
  return page
}

type Shape = Listing & { isFirst: boolean }

const pages = byReaderAndShape((reader, shape: Shape) =>
  preparedStatement<Page>(() => {
    const { filter, isFirst } = shape
    const matching = listed(reader, shape)
    const isPinned = showsPins(filter) ? isPinnedIn(shape) : undefined
    const unpinned = and(matching, isPinned && sql`not ${isPinned}`)
    const { column } = sortOf(filter)
    const items = rowsWhere(
      reader,
      sql`where ${and(unpinned, isFirst ? undefined : below(filter))}
      order by ${column} desc, ${threads.id} desc limit ${rowsOf(filter)}`
    )
    const pinned = isPinned && isFirst ? pinnedRows(reader, and(matching, isPinned)) : sql`null`
    return sql`select ${items} as items, ${pinned} as pinned`
  })
)

/** Ten is only a safeguard: `pinThread` allows fewer pins. */
const pinnedRows = (reader: Reader, condition: SQL | undefined) =>
  rowsWhere(
    reader,
    sql`where ${condition} order by ${threads.lastPostAt} desc, ${threads.id} desc limit 10`
  )

const below = (filter: Listing['filter']) => {
  const { column, type } = sortOf(filter)
  const [value, id] = [sql.placeholder('value'), sql.placeholder('id')]
  return sql`(${column}, ${threads.id}) < (${value}::${type}, ${id}::bigint)`
}
