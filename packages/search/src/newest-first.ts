import { and, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { searchDocuments as documents, searchTickets } from './schema.ts'
import { gridOfPosts, gridOfTickets, slicesUpTo, type Grid } from './slices.ts'
import type { Conditions } from './index-conditions.ts'
import { quoted } from './lexemes.ts'

type Place = {
  id: PgColumn
  /** Column with the marks of the id's slices. */
  vector: PgColumn
  grid: Grid
  /** Expression that orders the documents. */
  order: SQLWrapper
  /** How much rarer words are here than in posts, in bits. */
  rarer?: number
}

const { postId } = documents
const { ticketId } = searchTickets

/** Columns that can be searched. */
export const places = {
  posts: { id: postId, vector: documents.vector, grid: gridOfPosts, order: postId },
  titles: { id: postId, vector: documents.titleVector, grid: gridOfPosts, order: postId, rarer: 3 },
  // `+ 0` keeps the planner from walking the primary key for common words, which may never occur
  // together.
  tickets: {
    ...{ id: ticketId, vector: searchTickets.vector, grid: gridOfTickets },
    order: sql`(${ticketId} + 0)`
  }
} satisfies Record<string, Place>

export type Wanted = {
  place: Place
  /** Conditions on words; none: any document. */
  words: Conditions
  /** Lists of marks; a document must have one of each list. */
  marks: string[][]
  /** Further conditions on documents. */
  condition?: SQL
  /** The newest known id; the first slice has room for newer ones. */
  newest: number
}

/**
 * Sub-select of matching documents (`id`, `vector`), newest first. It is a `union all` of slices:
 * the newest, then older and larger ones, then the rest. PostgreSQL reads the parts in order and
 * skips those that a `limit` no longer needs, so a word that every text contains is found in the
 * first slice.
 */
export function newestFirst(wanted: Wanted): SQL {
  const { id, grid } = wanted.place
  const slices = slicesUpTo(wanted.newest, grid, smallestFor(wanted))
  const parts = slices.map((slice) => part(wanted, [slice.marks]))
  const oldest = slices.at(-1)?.from
  // `+ 0` keeps the planner from using the primary key for the many remaining ids.
  const rest = oldest === undefined ? undefined : sql`${id} + 0 < ${oldest}`
  return sql`(${sql.join([...parts, part(wanted, [], rest)], sql` union all `)})`
}

/**
 * How many documents a slice should have, as a power of two: a little more than a search of posts
 * reads, so that the first slice often suffices.
 */
const documentsInSlice = 8

/** Size, as a power of two, below which a slice has too few of the documents. */
const smallestFor = ({ place: { rarer = 0 }, words: { bits } }: Wanted) =>
  bits === undefined ? 0 : bits + rarer + documentsInSlice

function part({ place, words, marks, condition }: Wanted, slice: string[][], ids?: SQL): SQL {
  const { id, vector, order } = place
  const { exactly } = words
  const lists = [...marks, ...slice].map((list) => list.map(quoted).join(' | '))
  const where = and(
    ...[...words.all, ...lists].map((literal) => sql`${vector} @@ ${literal}::tsquery`),
    // `coalesce` hides the condition from the planner, which would otherwise search the index for
    // each common word again.
    exactly ? sql`coalesce(${vector}, '') @@ ${exactly}::tsquery` : undefined,
    ids,
    condition
  )
  return sql`(select ${id} as id, ${vector} as vector from ${id.table}
    ${where && sql`where ${where}`} order by ${order} desc)`
}

/**
 * The `vector` of `newest`, for a lateral join. A long vector is stored in pieces. `||` puts them
 * together once, not anew for each word that is looked up in it.
 */
export const assembled = sql`(select newest.vector || '' as vector offset 0)`
