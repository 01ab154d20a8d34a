import { and, inArray, sql } from 'drizzle-orm'
import type { Actor } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { visiblePosts } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/tables'
import type { KnownFilters, Match } from './engine.ts'
import { filterConditions } from './filters.ts'
import { matchColumns, type MatchRow } from './matches.ts'

/**
 * Returns those of these posts that the actor may see and that pass the filters, in the given
 * order.
 * @param ranks text rank of each post, by its id
 */
export async function readCandidates(
  db: Database,
  actor: Actor,
  filters: KnownFilters,
  ranks: Map<number, number>
): Promise<Match[]> {
  if (ranks.size === 0) return []
  const ids = [...ranks.keys()]
  const where = and(inArray(posts.id, ids), visiblePosts(actor), ...filterConditions(filters))
  const rows = await db.execute<MatchRow>(sql`
    select ${matchColumns}, 0 as "textRank" from ${posts}
    join ${threads} on ${threads.id} = ${posts.threadId} where ${where}`)
  const found = new Map(rows.map((row) => [row.postId, row]))
  return ids.flatMap((id) => {
    const row = found.get(id)
    return row ? [{ ...row, textRank: ranks.get(id) ?? 0 }] : []
  })
}
