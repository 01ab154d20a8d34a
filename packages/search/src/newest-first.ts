import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Database } from '@stoa/core/database'
import { startOf } from './filters.ts'
import { searchDocuments as documents, searchTickets } from './schema.ts'
import { gridOfPosts, gridOfTickets, slicesUpTo, type Grid } from './slices.ts'
import type { Conditions } from './index-conditions.ts'
import { quoted } from './lexemes.ts'

type Place = {
  id: PgColumn
  /** In which the marks of the id's slices stand. */
  vector: PgColumn
  grid: Grid
  /** What puts them into order. */
  order: SQLWrapper
}

const { postId } = documents
const { ticketId } = searchTickets

/** What is searched. */
export const places = {
  posts: { id: postId, vector: documents.vector, grid: gridOfPosts, order: postId },
  titles: { id: postId, vector: documents.titleVector, grid: gridOfPosts, order: postId },
  // With `+ 0` the primary key is not walked for common words, which may never stand together.
  tickets: {
    ...{ id: ticketId, vector: searchTickets.vector, grid: gridOfTickets },
    order: sql`(${ticketId} + 0)`
  }
} satisfies Record<string, Place>

export type Wanted = {
  place: Place
  /** Of the words; none: any. */
  words: Conditions
  /** Lexemes, one of each list. */
  marks: string[][]
  /** Of the documents, beside the words. */
  condition?: SQL
  /** The newest id that is wanted. */
  newest: number
}

/**
 * A sub-select of the documents that match, `id` and `vector`, the newest first, whose reader stops when
 * it has enough: the newest slice of all, then an older and larger one, at last the rest. A word that
 * stands in every text is so read from a few of them. Postgres reads the parts of a `union all` in
 * their order and leaves out those that a `limit` no longer needs.
 */
export function newestFirst(wanted: Wanted): SQL {
  const { id, grid } = wanted.place
  const slices = slicesUpTo(wanted.newest, grid)
  const parts = slices.map((slice) => part(wanted, [slice.marks]))
  const oldest = slices.at(-1)?.from
  // With `+ 0` the primary key is not asked for the many others.
  const rest = oldest === undefined ? undefined : sql`${id} + 0 < ${oldest}`
  return sql`(${sql.join([...parts, part(wanted, [], rest)], sql` union all `)})`
}

function part({ place, words, marks, condition }: Wanted, slice: string[][], ids?: SQL): SQL {
  const { id, vector, order } = place
  const { exactly } = words
  const lists = [...marks, ...slice].map((list) => list.map(quoted).join(' | '))
  const conditions = [
    ...[...words.all, ...lists].map((literal) => sql`${vector} @@ ${literal}::tsquery`),
    // Hidden from the planner, or the index would be asked for each of the common words again.
    exactly && sql`coalesce(${vector}, '') @@ ${exactly}::tsquery`,
    ids,
    condition
  ].filter((one) => one instanceof Object)
  return sql`(select ${id} as id, ${vector} as vector from ${id.table}
    where ${sql.join(conditions, sql` and `)} order by ${order} desc)`
}

/** The id of the newest post, or of the newest that was written before a day; 0 if there is none. */
export async function newestBefore(db: Database, day: string | undefined): Promise<number> {
  const [row] = await db.execute<{ id: number }>(
    day === undefined
      ? sql`select max(${documents.postId}) as id from ${documents}`
      : sql`select ${documents.postId} as id from ${documents}
          where ${documents.writtenAt} < ${startOf(day)} order by ${documents.writtenAt} desc limit 1`
  )
  return row?.id ?? 0
}
