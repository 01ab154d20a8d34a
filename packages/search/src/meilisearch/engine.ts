import type { MultiSearchQuery } from 'meilisearch'
import { and, inArray, sql } from 'drizzle-orm'
import type { Actor, Locale } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { visiblePosts } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/tables'
import {
  matchLimit,
  type Draft,
  type EngineQuery,
  type Found,
  type Match,
  type SearchEngine,
  type KnownFilters
} from '../engine.ts'
import { languageWeight, weights } from '../relevance.ts'
import { distinctiveText } from '../tsquery.ts'
import { filterOf } from './filter.ts'
import { queriesOf } from './queries.ts'
import type { Server } from './server.ts'
import { filterConditions } from '../filters.ts'
import { matchColumns, type MatchRow } from '../matches.ts'

/**
 * Search engine that takes candidates from Meilisearch; the database checks permissions and
 * filters.
 * @throws errors of the client if the server is unavailable, refuses, or takes more than 300 ms
 */
export const meilisearchEngine = (server: Server, db: Database): SearchEngine => ({
  find: (query) => find(server, db, query),
  suggest: (actor, typed, limit) => suggest(server, db, { actor, typed, limit }),
  similar: (actor, draft, like) => similar(server, db, { actor, draft, ...like })
})

type Ranked = { postId: number; threadId: number; _rankingScore?: number }

async function find(server: Server, db: Database, query: EngineQuery): Promise<Found> {
  const { actor, words, filters, sort, least } = query
  const shared = {
    filter: filterOf(actor, filters),
    matchingStrategy: least === 'all' ? ('all' as const) : ('frequency' as const),
    limit: matchLimit + 1,
    ...(sort === 'newest' && { sort: ['postId:desc'] }),
    ...(filters.in === 'title' && { attributesToSearchOn: ['title'] })
  }
  const lists = await ask(
    server,
    queriesOf(words).map((q) => ({ ...shared, q }))
  )
  const ranks = ranksOf(lists.flat())
  const matches = await readCandidates(db, actor, filters, ranks)
  const isComplete = lists.every((list) => list.length <= matchLimit)
  return { matches: matches.slice(0, matchLimit), isComplete, engine: 'meilisearch' }
}

type Asked = Omit<MultiSearchQuery, 'indexUid'>

async function ask({ reading, liveIndex }: Server, asked: Asked[]): Promise<Ranked[][]> {
  const queries = asked.map((one) => ({ ...one, indexUid: liveIndex, showRankingScore: true }))
  const { results } = await reading.multiSearch<{ queries: MultiSearchQuery[] }, Ranked>({
    queries
  })
  return results.map(({ hits }) => hits)
}

/** The best rank of each post. */
function ranksOf(found: Ranked[]): Map<number, number> {
  const ranks = new Map<number, number>()
  for (const { postId, _rankingScore = 0 } of found)
    ranks.set(postId, Math.max(_rankingScore, ranks.get(postId) ?? 0))
  return ranks
}

// Candidates per result wanted, because the actor may not see all of them.
const spare = 5

type Typed = { actor: Actor; typed: string; limit: number }

async function suggest(server: Server, db: Database, { actor, typed, limit }: Typed) {
  if (typed === '') return []
  const titles = { matchingStrategy: 'all' as const, attributesToSearchOn: ['title'] }
  const filter = filterOf(actor, {})
  const [hits = []] = await ask(server, [{ ...titles, q: typed, filter, limit: limit * spare }])
  const seen = await readCandidates(db, actor, {}, ranksOf(hits))
  return seen.slice(0, limit).map(({ threadId }) => threadId)
}

type Similar = { actor: Actor; draft: Draft; locale: Locale; limit: number }

/** Prefers solved threads and those in the reader's language, like the PostgreSQL engine. */
async function similar(server: Server, db: Database, { actor, draft, locale, limit }: Similar) {
  const q = distinctiveText(`${draft.title}\n${draft.body ?? ''}`)
  if (q === '') return []
  const filter = filterOf(actor, {})
  const titles = { q, matchingStrategy: 'frequency' as const, attributesToSearchOn: ['title'] }
  const [all = [], solved = []] = await ask(server, [
    { ...titles, filter, limit: limit * spare },
    { ...titles, filter: [...filter, ...filterOf(actor, { solved: true })], limit: limit * spare }
  ])
  const seen = await readCandidates(db, actor, {}, ranksOf([...all, ...solved.map(preferred)]))
  const score = ({ textRank, language }: Match) => textRank * languageWeight(language, locale)
  const best = seen.toSorted((a, b) => score(b) - score(a)).slice(0, limit)
  return best.map(({ threadId }) => threadId)
}

const preferred = ({ _rankingScore = 0, ...hit }: Ranked): Ranked => ({
  ...hit,
  _rankingScore: _rankingScore * weights.solved
})

/**
 * Returns those of these posts that the actor may see and that pass the filters, in the given
 * order.
 * @param ranks text rank of each post, by its id
 */
async function readCandidates(
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
