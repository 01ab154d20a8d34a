import { and, sql } from 'drizzle-orm'
import type { Database } from '@stoa/core/database'
import { visiblePosts } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/tables'
import { matchLimit, type EngineQuery, type Found, type SearchEngine } from './engine.ts'
import { watchFormat } from './format.ts'
import { filterConditions, startOf } from './filters.ts'
import {
  beginningConditions,
  conditionsOf,
  plainConditions,
  type Conditions
} from './index-conditions.ts'
import { articleLimit, readArticles } from './articles/matches.ts'
import { marksFor } from './marks.ts'
import { assembled, newestFirst, places, type Wanted } from './newest-first.ts'
import { newestBefore } from './newest.ts'
import { watchRarity } from './rarity.ts'
import { ranked, rankedColumns, type RankedRow } from './text-rank.ts'
import { searchDocuments as documents } from './schema.ts'
import { candidatesIn, findSimilar } from './similar.ts'
import { findTitles, titleLimit } from './title-search.ts'
import { toPrefixTsquery } from './tsquery.ts'

/**
 * The default engine. Node makes the tokens, so Chinese needs no dictionary in the database.
 * @param db connection with `searchSettings`
 */
export function postgresEngine(db: Database): SearchEngine {
  const isPresentFormat = watchFormat(db)
  const rarity = watchRarity(db)
  return {
    async find(query) {
      const { words, least } = query
      const conditions = (await isPresentFormat())
        ? conditionsOf(words, least, await rarity())
        : plainConditions(words, least)
      return find(db, query, conditions)
    },
    async suggest(actor, typed, limit) {
      const ranking = toPrefixTsquery(typed)
      const words = (await isPresentFormat())
        ? beginningConditions(typed, await rarity())
        : { all: ranking === '' ? [] : [ranking] }
      return findTitles(db, actor, { words, ranking, limit })
    },
    similar: async (actor, draft, like) => {
      const candidates = candidatesIn(db, await isPresentFormat())
      return findSimilar(db, actor, { draft, ...like, rarity: await rarity() }, candidates)
    }
  }
}

/**
 * PostgreSQL settings for the engine's connections. Each statement is planned by its values,
 * because common and rare words need different plans. Joins are nested loops, because only these
 * make it worth reading the newest documents first and stopping early.
 */
export const searchSettings = {
  plan_cache_mode: 'force_custom_plan',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  max_parallel_workers_per_gather: '0',
  work_mem: '32MB',
  statement_timeout: '5s'
}

async function find(db: Database, query: EngineQuery, conditions: Conditions): Promise<Found> {
  const wanted = await wantedBy(db, query, conditions)
  const inTitle = { ...wanted, place: places.titles }
  const onlyTitles = query.filters.in === 'title'
  const byWords = query.sort === 'relevance' && query.words.all.length > 0
  const [newest, titled, articles] = await Promise.all([
    readMatches(db, query, onlyTitles ? inTitle : wanted, matchLimit + 1),
    byWords && !onlyTitles ? readMatches(db, query, inTitle, titleLimit) : [],
    readArticles(db, query)
  ])
  const isComplete = newest.length <= matchLimit && articles.length < articleLimit
  const rows = [...titled, ...newest.slice(0, matchLimit)]
  const known = new Map(rows.map((row) => [row.postId, row]))
  const matches = ranked([...known.values(), ...articles], query.least)
  return { matches, isComplete, engine: 'postgres' }
}

async function wantedBy(
  db: Database,
  { filters }: EngineQuery,
  words: Conditions
): Promise<Wanted> {
  const { after, before } = filters
  const conditions = [
    after && sql`${documents.writtenAt} >= ${startOf(after)}`,
    before && sql`${documents.writtenAt} < ${startOf(before)}`
  ].filter((condition) => condition instanceof Object)
  return {
    place: places.posts,
    words,
    marks: marksFor(filters),
    condition: and(...conditions),
    newest: await newestBefore(db, before)
  }
}

async function readMatches(db: Database, query: EngineQuery, wanted: Wanted, limit: number) {
  const { actor, filters } = query
  if (filters.kind === 'article') return []
  const where = and(visiblePosts(actor), ...filterConditions(filters))
  return db.execute<RankedRow>(sql`
    select ${rankedColumns(query)}
    from ${newestFirst(wanted)} as newest
    join ${posts} on ${posts.id} = newest.id
    join ${threads} on ${threads.id} = ${posts.threadId}
    cross join lateral ${assembled} as found
    where ${where} limit ${limit}`)
}
