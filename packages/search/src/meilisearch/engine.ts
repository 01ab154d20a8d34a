import type { MultiSearchQuery } from 'meilisearch'
import { sql, type SQL } from 'drizzle-orm'
import type { Searcher } from '../searcher.ts'
import type { Database } from '@stoa/core/database'
import { matchLimit, type EngineQuery, type Found, type SearchEngine } from '../engine.ts'
import { watchFormat } from '../format.ts'
import { readArticles } from '../articles/matches.ts'
import { conditionsOf } from '../index-conditions.ts'
import { watchRarity } from '../rarity.ts'
import { searchDocuments as documents } from '../schema.ts'
import { findSimilar, type Candidates } from '../similar.ts'
import { rankTitles } from '../title-search.ts'
import { toPrefixTsquery, toTsquery } from '../tsquery.ts'
import { documentsOf, rankCandidates, type Scores } from './candidates.ts'
import { filterOf, isFirst } from './filter.ts'
import { queriesOf, wordsToCheck, textOfLexemes, textOfTyped } from './queries.ts'
import type { Server } from './server.ts'

/**
 * Search engine that takes candidates from Meilisearch. The database checks what the actor may see,
 * and ranks them as it ranks its own.
 * @throws errors of the client if the server is unavailable, refuses, or takes more than 300 ms
 */
export function meilisearchEngine(server: Server, db: Database): SearchEngine {
  const rarity = watchRarity(db)
  const isPresentFormat = watchFormat(db)
  // Of posts with some of the words, those are wanted that PostgreSQL would find.
  const checks = async ({ words, least }: EngineQuery): Promise<string[]> => {
    if (least === 'all' || !(await isPresentFormat()))
      return [toTsquery(wordsToCheck(words, least))].filter((literal) => literal !== '')
    const { all, exactly } = conditionsOf(words, least, await rarity())
    return [...all, ...(exactly ? [exactly] : [])]
  }
  return {
    find: async (query) => find(server, db, query, await checks(query)),
    suggest: (actor, typed, limit) => suggest(server, db, { actor, typed, limit }),
    similar: async (actor, draft, like) => {
      const search = { draft, ...like, rarity: await rarity() }
      return findSimilar(db, actor, search, candidatesOf(server, actor))
    }
  }
}

async function find(
  server: Server,
  db: Database,
  query: EngineQuery,
  checks: string[]
): Promise<Found> {
  const { actor, words, filters, sort, least } = query
  const shared = {
    filter: filterOf(actor, filters),
    ...(sort === 'newest' && { sort: ['postId:desc'] }),
    ...(filters.in === 'title' && inTitle)
  }
  const asked = filters.kind === 'article' ? [] : queriesOf(words, least)
  const [lists, articles] = await Promise.all([
    ask(
      server,
      asked.map((one) => ({ ...shared, ...one }))
    ),
    readArticles(db, query)
  ])
  const candidates = { scores: scoresOf(lists.flat()), checks, articles }
  const matches = await rankCandidates(db, query, candidates)
  const isComplete = lists.every((list, at) => list.length < (asked[at]?.limit ?? matchLimit))
  return { matches, isComplete, engine: 'meilisearch' }
}

const inTitle = { attributesToSearchOn: ['title'] }

type Hit = { postId: number; _rankingScore?: number }

/** Sends queries in one request; every word of each must match. */
async function ask(
  { reading, liveIndex: indexUid }: Server,
  asked: Omit<MultiSearchQuery, 'indexUid'>[]
): Promise<Hit[][]> {
  if (asked.length === 0) return []
  const shared = { indexUid, matchingStrategy: 'all' as const, showRankingScore: true }
  const queries = asked.map((one) => ({ ...shared, attributesToRetrieve: ['postId'], ...one }))
  const { results } = await reading.multiSearch<{ queries: MultiSearchQuery[] }, Hit>({ queries })
  return results.map(({ hits }) => hits)
}

/** The best score of each post. */
function scoresOf(found: Hit[]): Scores {
  const scores: Scores = new Map()
  for (const { postId, _rankingScore = 0 } of found)
    scores.set(postId, Math.max(_rankingScore, scores.get(postId) ?? 0))
  return scores
}

// Candidates per title wanted, because the actor may not see all of them.
const spare = 5

type Typed = { actor: Searcher; typed: string; limit: number }

async function suggest(server: Server, db: Database, { actor, typed, limit }: Typed) {
  const [q, ranking] = [textOfTyped(typed), toPrefixTsquery(typed)]
  if (ranking === '') return []
  const filter = filterOf(actor, {})
  const [hits = []] = await ask(server, [{ ...inTitle, q, filter, limit: limit * spare }])
  const ids = hits.map(({ postId }) => postId)
  if (ids.length === 0) return []
  const found = documentsOf(ids, documents.titleVector)
  return rankTitles(db, actor, { found, ranking, order: inOrderOf(ids), limit })
}

const inOrderOf = (ids: number[]): SQL => sql`array_position(${sql.param(ids)}::bigint[], post)`

const hitsOfSimilar = 40

const candidatesOf =
  (server: Server, actor: Searcher): Candidates =>
  async ({ alone, pairs }) => {
    const shared = { filter: [...filterOf(actor, {}), isFirst], limit: hitsOfSimilar }
    const texts = [...alone.map((lexeme) => [lexeme]), ...pairs].map(textOfLexemes)
    const lists = await ask(
      server,
      texts.map((q) => ({ ...shared, q }))
    )
    const ids = [...new Set(lists.flat().map(({ postId }) => postId))]
    return [{ found: documentsOf(ids, documents.vector), limit: ids.length }]
  }
