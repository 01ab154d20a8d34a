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
 * What is ranked: what Meilisearch found and articles. `checks` are `tsquery` literals that a
 * document must match.
 */
type Candidates = { scores: Scores; checks: string[]; articles: RankedRow[] }

/**
 * Ranks what Meilisearch found by the documents of PostgreSQL, as far as the actor may see it and
 * it passes the filters, together with articles. Its score counts a little: a mistyped word has no
 * other rank. Articles have every word as typed, so theirs is the highest.
 */
export async function rankCandidates(
  db: Database,
  query: EngineQuery,
  { scores, checks, articles }: Candidates
): Promise<Match[]> {
  const rows = await readCandidates(db, query, scores, checks)
  return ranked([...rows, ...articles], query.least).map((match) => ({
    ...match,
    textRank: match.textRank + weights.foundScore * (scores.get(match.postId) ?? highestScore)
  }))
}

const highestScore = 1

async function readCandidates(
  db: Database,
  query: EngineQuery,
  scores: Scores,
  checks: string[]
): Promise<RankedRow[]> {
  if (scores.size === 0) return []
  const column = query.filters.in === 'title' ? documents.titleVector : documents.vector
  // The few documents are known already: `coalesce` keeps the planner from using the index.
  const where = and(
    visiblePosts(query.actor),
    ...filterConditions(query.filters),
    ...checks.map((tsquery) => sql`coalesce(found.vector, '') @@ ${tsquery}::tsquery`)
  )
  return db.execute<RankedRow>(sql`
    select ${rankedColumns(query)} from ${documentsOf([...scores.keys()], column)} as found
    join ${posts} on ${posts.id} = found.id
    join ${threads} on ${threads.id} = ${posts.threadId}
    where ${where}`)
}

/** Sub-select of the documents of these posts, like `newestFirst`. */
export const documentsOf = (ids: number[], column: PgColumn): SQL =>
  sql`(select ${documents.postId} as id, ${column} as vector from ${documents}
    where ${isAmong(documents.postId, ids)})`
