import { and, desc, sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '@stoa/core'
import { decodeCursor, paged, timeKey, type SortKey } from '@stoa/core/data'
import { findCategory, knownCategories, type KnownCategory } from '../categories/categories.ts'
import type { ThreadFilter, ThreadList } from './contract.ts'
import type { ThreadRow } from '../shapes.ts'
import { inCategories, listed } from './list-filters.ts'
import { threadMarks, threads } from '../schema.ts'
import { currentMark, selectRows, threadRowOf } from './thread-rows.ts'

/** Threads per page. */
const size = 25
/** A higher number would tell readers nothing more. */
const countLimit = 1000

const countKey = z.tuple([z.int32(), z.number().int()])

const newest = {
  column: threads.createdAt,
  type: sql`timestamptz`,
  key: timeKey,
  keyOf: (row: ThreadRow): SortKey => [row.createdAt, row.id]
}
const sorts = {
  latest: {
    column: threads.lastPostAt,
    type: sql`timestamptz`,
    key: timeKey,
    keyOf: (row: ThreadRow): SortKey => [row.lastPostAt, row.id]
  },
  newest,
  unanswered: newest,
  votes: {
    column: threads.voteCount,
    type: sql`integer`,
    key: countKey,
    keyOf: (row: ThreadRow): SortKey => [row.voteCount, row.id]
  }
}

/**
 * Lists one page of the threads that match `filter` and that the actor may read. Page one has the
 * pinned threads apart.
 * @throws Problem 404 for an unknown category, 401 for a guest's `following`, 422 for a foreign
 * cursor
 */
export async function list(ctx: Context, filter: ThreadFilter): Promise<ThreadList> {
  const family = filter.category === undefined ? null : await findCategory(ctx, filter.category)
  const known = await knownCategories(ctx)
  const matching = and(listed(ctx, filter), family ? inCategories(family) : undefined)
  const pinning = showsPins(filter) ? pinnedIn(ctx, family) : undefined
  const [rows, pinned] = await Promise.all([
    readPage(ctx, filter, and(matching, pinning && sql`not ${pinning}`)),
    pinning && filter.cursor === undefined ? readPinned(ctx, and(matching, pinning)) : undefined
  ])
  const shown = rows.map((row) => threadRowOf(ctx, row, known))
  const isEmpty = rows.length === 0 && filter.cursor === undefined
  return {
    ...paged(shown, size, sorts[filter.sort].keyOf),
    pinned: pinned?.map((row) => threadRowOf(ctx, row, known)),
    inOtherLanguages: isEmpty ? await countInOtherLanguages(ctx, filter, family) : undefined
  }
}

/**
 * Counts matches in all languages for an empty page, so that the page does not claim that there are
 * none.
 */
async function countInOtherLanguages(
  ctx: Context,
  filter: ThreadFilter,
  family: KnownCategory[] | null
): Promise<number | undefined> {
  if (filter.language === 'all') return undefined
  const inAll = and(
    listed(ctx, { ...filter, language: 'all' }),
    family ? inCategories(family) : undefined
  )
  const some = ctx.db.select({ id: threads.id }).from(threads).where(inAll).limit(countLimit)
  return ctx.db.$count(some.as('some'))
}

/** Pins are shown in the plain list of a category or the forum, not in filtered lists. */
const showsPins = ({ kind, solved, closed, tag, author, following, sort }: ThreadFilter) =>
  sort === 'latest' &&
  [kind, solved, closed, tag, author, following].every((value) => value === undefined)

/**
 * Condition: the thread is pinned everywhere or, in the list of a category, pinned in its own
 * category.
 */
const pinnedIn = ({ now }: Context, family: KnownCategory[] | null) =>
  sql`exists (select from ${threadMarks} where ${threadMarks.threadId} = ${threads.id}
    and ${threadMarks.kind} = 'pin' and ${currentMark(now)}
    ${family ? sql`` : sql`and ${threadMarks.ref} = 'everywhere'`})`

const readPage = ({ db, actor, now }: Context, filter: ThreadFilter, matching?: SQL) => {
  const { column } = sorts[filter.sort]
  return selectRows(db, actor, now)
    .where(and(matching, below(filter)))
    .orderBy(desc(column), desc(threads.id))
    .limit(size + 1)
}

const below = ({ sort, cursor }: ThreadFilter) => {
  if (cursor === undefined) return undefined
  const { column, type, key } = sorts[sort]
  const [value, id] = decodeCursor(cursor, key)
  return sql`(${column}, ${threads.id}) < (${value}::${type}, ${id}::bigint)`
}

/** Ten is only a safeguard: `pinThread` allows fewer pins. */
const readPinned = ({ db, actor, now }: Context, matching?: SQL) =>
  selectRows(db, actor, now)
    .where(matching)
    .orderBy(desc(threads.lastPostAt), desc(threads.id))
    .limit(10)
