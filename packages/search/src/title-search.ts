import { sql, type SQL } from 'drizzle-orm'
import type { Actor } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { visibleThreads } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/tables'
import type { Conditions } from './index-conditions.ts'
import { newestFirst, places } from './newest-first.ts'
import { newestBefore } from './newest.ts'

/** Newest matching titles from which suggestions and the best titles of a search are chosen. */
export const titleLimit = 120

/** Literals that find titles and that rank them. */
type Titles = { words: Conditions; ranking: string; limit: number }

/** Returns ids of threads with a matching title that the actor may read, best first. */
export async function findTitles(
  db: Database,
  actor: Actor,
  { words, ...how }: Titles
): Promise<number[]> {
  if (words.all.length === 0) return []
  const newest = await newestBefore(db, undefined)
  const found = newestFirst({ place: places.titles, words, marks: [], newest })
  return rankTitles(db, actor, { ...how, found, order: sql`id desc` })
}

/** Sub-select of titles (`id`, `vector`), and the order of those that rank alike. */
type RankedTitles = Omit<Titles, 'words'> & { found: SQL; order: SQL }

/** Returns ids of the threads with these titles that the actor may read, best first. */
export async function rankTitles(
  db: Database,
  actor: Actor,
  { found, ranking, order, limit }: RankedTitles
): Promise<number[]> {
  const rows = await db.execute<{ id: number }>(sql`
    with titles as materialized (
      select ${threads.id} as id, found.id as post, found.vector, ${threads.solvedAt} as solved
      from ${found} as found
      join ${posts} on ${posts.id} = found.id
      join ${threads} on ${threads.id} = ${posts.threadId}
      where ${visibleThreads(actor)} limit ${titleLimit})
    select id from titles
    order by ts_rank(vector, ${ranking}::tsquery, 2)
      * case when solved is null then 1 else 1.2 end desc, ${order}
    limit ${limit}`)
  return rows.map((row) => row.id)
}
