import { sql, type SQL } from 'drizzle-orm'
import { searchDocuments as documents } from './schema.ts'
import { slicesUpTo, type Slice } from './marks.ts'
import { withMarks } from './tsquery.ts'

export type Wanted = {
  /** The column that is searched. */
  vector: typeof documents.vector | typeof documents.titleVector
  /** Words as a `tsquery` literal; empty: any. */
  tsquery: string
  marks: string[]
  /** Of the documents, beside the words. */
  condition?: SQL
  /** The newest post that is wanted. */
  newest: number
}

/**
 * A sub-select of the documents that match, about the newest first, whose reader stops when it has
 * enough: the newest slice of all posts, then what a larger one adds, at last the rest. A word that
 * stands in every post is so read from a few thousand of them. Postgres reads the parts of a
 * `union all` in their order and leaves out those that a `limit` no longer needs.
 */
export function newestFirst(wanted: Wanted): SQL {
  const slices = slicesUpTo(wanted.newest)
  const parts = slices.map((slice, index) => part(wanted, slice, slices[index - 1]))
  const rest = part(wanted, undefined, slices.at(-1))
  return sql`(${sql.join([...parts, rest], sql` union all `)})`
}

function part({ vector, tsquery, marks, condition }: Wanted, slice?: Slice, read?: Slice): SQL {
  const words = withMarks(tsquery, marks, slice?.marks)
  const conditions = [
    words !== '' && sql`${vector} @@ ${words}::tsquery`,
    read && sql`not ${documents.postId} between ${read.from} and ${read.to - 1}`,
    condition
  ].filter((one) => one instanceof Object)
  return sql`(select ${documents.postId} as post_id, ${vector} as vector from ${documents}
    where ${sql.join(conditions, sql` and `)} order by ${documents.postId} desc)`
}
