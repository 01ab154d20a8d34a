import { sql, type SQL } from 'drizzle-orm'
import type { Database } from '@stoa/core/database'
import { startOf } from './filters.ts'
import { searchDocuments as documents } from './schema.ts'
import { slicesUpTo } from './marks.ts'
import type { Conditions } from './index-conditions.ts'
import { quoted } from './lexemes.ts'

export type Wanted = {
  /** The column that is searched. */
  vector: typeof documents.vector | typeof documents.titleVector
  /** Of the words; none: any. */
  words: Conditions
  /** Lexemes, one of each list. */
  marks: string[][]
  /** Of the documents, beside the words. */
  condition?: SQL
  /** The newest post that is wanted. */
  newest: number
}

/**
 * A sub-select of the documents that match, about the newest first, whose reader stops when it has
 * enough: the newest slice of all posts, then an older and larger one, at last the rest. A word that
 * stands in every post is so read from a few thousand of them. Postgres reads the parts of a
 * `union all` in their order and leaves out those that a `limit` no longer needs.
 */
export function newestFirst(wanted: Wanted): SQL {
  const slices = slicesUpTo(wanted.newest)
  const parts = slices.map((slice) => part(wanted, [slice.marks]))
  const oldest = slices.at(-1)?.from
  // With `+ 0` the primary key is not asked for the many other posts.
  const rest = oldest === undefined ? undefined : sql`${documents.postId} + 0 < ${oldest}`
  return sql`(${sql.join([...parts, part(wanted, [], rest)], sql` union all `)})`
}

function part({ vector, words, marks, condition }: Wanted, slice: string[][], ids?: SQL): SQL {
  const { exactly } = words
  const lists = [...marks, ...slice].map((list) => list.map(quoted).join(' | '))
  const conditions = [
    ...[...words.all, ...lists].map((literal) => sql`${vector} @@ ${literal}::tsquery`),
    // Hidden from the planner, or the index would be asked for each of the common words again.
    exactly && sql`coalesce(${vector}, '') @@ ${exactly}::tsquery`,
    ids,
    condition
  ].filter((one) => one instanceof Object)
  return sql`(select ${documents.postId} as post_id, ${vector} as vector from ${documents}
    where ${sql.join(conditions, sql` and `)} order by ${documents.postId} desc)`
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
