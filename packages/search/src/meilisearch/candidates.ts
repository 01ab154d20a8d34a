import { and, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { isAmong } from '@stoa/core/data'
import type { Database } from '@stoa/core/database'
import { visiblePosts } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/tables'
import type { EngineQuery, Match } from '../engine.ts'
import { filterConditions } from '../filters.ts'
import { weights } from '../relevance.ts'
import { searchDocuments as documents } from '../schema.ts'
import { ranked, rankedColumns, type RankedRow } from '../text-rank.ts'

/** The best score of each post that Meilisearch found, by its id; scores lie between 0 and 1. */
export type Scores = Map<number, number>

/**
 * Ranks what Meilisearch found by the documents of PostgreSQL, as far as the actor may see it and
 * it passes the filters. Its score counts a little: a mistyped word has no other rank.
 * @param checks `tsquery` literals that a document must match
 */
export async function rankCandidates(
  db: Database,
  query: EngineQuery,
  scores: Scores,
  checks: string[]
): Promise<Match[]> {
  if (scores.size === 0) return []
  const column = query.filters.in === 'title' ? documents.titleVector : documents.vector
  // The few documents are known already: `coalesce` keeps the planner from using the index.
  const where = and(
    visiblePosts(query.actor),
    ...filterConditions(query.filters),
    ...checks.map((tsquery) => sql`coalesce(found.vector, '') @@ ${tsquery}::tsquery`)
  )
  const rows = await db.execute<RankedRow>(sql`
    select ${rankedColumns(query)} from ${documentsOf([...scores.keys()], column)} as found
    join ${posts} on ${posts.id} = found.id
    join ${threads} on ${threads.id} = ${posts.threadId}
    where ${where}`)
  return ranked(rows, query.least).map((match) => ({
    ...match,
    textRank: match.textRank + weights.foundScore * (scores.get(match.postId) ?? 0)
  }))
}

/** Sub-select of the documents of these posts, like `newestFirst`. */
export const documentsOf = (ids: number[], column: PgColumn): SQL =>
  sql`(select ${documents.postId} as id, ${column} as vector from ${documents}
    where ${isAmong(documents.postId, ids)})`
