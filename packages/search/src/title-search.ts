import { sql } from 'drizzle-orm'
import type { Actor } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { visibleThreads } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/tables'
import type { Conditions } from './index-conditions.ts'
import { newestBefore, newestFirst, places } from './newest-first.ts'

/** Newest matching titles from which suggestions and the best titles of a search are chosen. */
export const titleLimit = 120

type Titles = {
  words: Conditions
  /** Literal that ranks the titles. */
  ranking: string
  limit: number
}

/** Returns ids of threads with a matching title that the actor may read, best first. */
export async function findTitles(
  db: Database,
  actor: Actor,
  { words, ranking, limit }: Titles
): Promise<number[]> {
  if (words.all.length === 0) return []
  const newest = await newestBefore(db, undefined)
  const wanted = { place: places.titles, words, marks: [], newest }
  const rows = await db.execute<{ id: number }>(sql`
    with titles as materialized (
      select ${threads.id} as id, found.vector, ${threads.solvedAt} as solved
      from ${newestFirst(wanted)} as found
      join ${posts} on ${posts.id} = found.id
      join ${threads} on ${threads.id} = ${posts.threadId}
      where ${visibleThreads(actor)} limit ${titleLimit})
    select id from titles
    order by ts_rank(vector, ${ranking}::tsquery, 2)
      * case when solved is null then 1 else 1.2 end desc, id desc
    limit ${limit}`)
  return rows.map((row) => row.id)
}
