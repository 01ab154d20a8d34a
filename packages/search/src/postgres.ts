import { and, sql, type SQL } from 'drizzle-orm'
import type { Actor } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { visiblePosts, visibleThreads } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/schema'
import {
  mostMatches,
  type EngineQuery,
  type Found,
  type Least,
  type SearchEngine
} from './engine.ts'
import { byCoverage } from './coverage.ts'
import { filterConditions, startOf } from './filters.ts'
import { marksFor } from './marks.ts'
import { matchColumns, toMatch, type MatchRow } from './matches.ts'
import { newestFirst, type Wanted } from './newest-first.ts'
import { weights } from './relevance.ts'
import { searchDocuments as documents } from './schema.ts'
import {
  oneOf,
  toAnyTsquery,
  toPrefixTsquery,
  toTitleTsquery,
  toTsquery,
  toTypedTsquery
} from './tsquery.ts'

type FoundRow = MatchRow & { has: boolean[] }

/** Newest titles among which suggestions and similar threads are chosen. */
const mostTitles = 200

/**
 * The default engine. Tokens are made in Node, so Chinese needs no dictionary in the database.
 * @param db a connection with `searchSettings`
 */
export const postgresEngine = (db: Database): SearchEngine => ({
  find: (query) => find(db, query),
  suggest: (actor, typed, limit) => byTitle(db, actor, toPrefixTsquery(typed), limit),
  similar: (actor, text, limit) => byTitle(db, actor, toAnyTsquery(text), limit)
})

/**
 * Settings of Postgres for the engine's connections: each statement is planned by its values, because
 * a common word and a rare one need different plans, and what was found is looked up row by row,
 * which is what makes reading the newest first and stopping early worth it.
 */
export const searchSettings = {
  plan_cache_mode: 'force_custom_plan',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  max_parallel_workers_per_gather: '0',
  statement_timeout: '5s'
}

async function find(db: Database, query: EngineQuery): Promise<Found> {
  const wanted = await wantedBy(db, query)
  const inTitle = { ...wanted, vector: documents.titleVector }
  const onlyTitles = query.filters.in === 'title'
  const byWords = query.sort === 'relevance' && wanted.tsquery !== ''
  const [newest, titled] = await Promise.all([
    readMatches(db, query, onlyTitles ? inTitle : wanted, mostMatches + 1),
    byWords && !onlyTitles ? readMatches(db, query, inTitle, mostTitles) : []
  ])
  const isComplete = newest.length <= mostMatches
  const rows = [...titled, ...newest.slice(0, mostMatches)]
  const known = new Map(rows.map((row) => [row.postId, row]))
  return { matches: ranked([...known.values()], query.least), isComplete, engine: 'postgres' }
}

const ranked = (rows: FoundRow[], least: Least) =>
  byCoverage(
    rows.map(({ has, ...row }) => ({ match: toMatch(row), has })),
    least
  )

async function wantedBy(db: Database, { words, least, filters }: EngineQuery): Promise<Wanted> {
  const { after, before } = filters
  const conditions = [
    after && sql`${documents.writtenAt} >= ${startOf(after)}`,
    before && sql`${documents.writtenAt} < ${startOf(before)}`
  ].filter((condition) => condition instanceof Object)
  return {
    vector: documents.vector,
    tsquery: toTsquery(words, least),
    marks: marksFor(filters),
    condition: and(...conditions),
    newest: await newestBefore(db, before)
  }
}

/** The id of the newest post, or of the newest that was written before a day; 0 if there is none. */
async function newestBefore(db: Database, day: string | undefined): Promise<number> {
  const [row] = await db.execute<{ id: number }>(
    day === undefined
      ? sql`select max(${documents.postId}) as id from ${documents}`
      : sql`select ${documents.postId} as id from ${documents}
          where ${documents.writtenAt} < ${startOf(day)} order by ${documents.writtenAt} desc limit 1`
  )
  return row?.id ?? 0
}

async function readMatches(db: Database, query: EngineQuery, wanted: Wanted, limit: number) {
  const { actor, filters } = query
  const where = and(visiblePosts(actor), ...filterConditions(filters))
  return db.execute<FoundRow>(sql`
    select ${matchColumns}, ${textRank(query, wanted.tsquery)} as "textRank",
      ${coverage(query)} as has
    from ${newestFirst(wanted)} as found
    join ${posts} on ${posts.id} = found.post_id
    join ${threads} on ${threads.id} = ${posts.threadId}
    where ${where} limit ${limit}`)
}

// What a term weighs in title (A) and body (B); C and D are not used.
const rankWeights = `{0,0,${weights.body},${weights.title}}`

function textRank({ words, least }: EngineQuery, tsquery: string): SQL {
  if (tsquery === '') return sql`1`
  const typed = toTypedTsquery(words, least)
  const rank = (text: string) =>
    sql`ts_rank(${rankWeights}::real[], found.vector, ${text}::tsquery, 1)`
  const inText =
    typed === tsquery
      ? rank(tsquery)
      : sql`(${rank(typed)} + ${weights.synonym}::real * ${rank(tsquery)})`
  const titled = sql`found.vector @@ ${toTitleTsquery(words)}::tsquery`
  return sql`${inText} * case when ${titled} then ${weights.wholeInTitle}::real else 1 end`
}

/** Which groups of the words a post has; where it must have all of them nobody asks. */
function coverage({ words, least }: EngineQuery): SQL {
  if (least === 'all') return sql`array[]::boolean[]`
  const groups = words.all.map((terms) => sql`found.vector @@ ${oneOf(terms)}::tsquery`)
  return sql`array[${sql.join(groups, sql`, `)}]`
}

async function byTitle(db: Database, actor: Actor, tsquery: string, limit: number) {
  if (tsquery === '') return []
  const newest = await newestBefore(db, undefined)
  const wanted = { vector: documents.titleVector, tsquery, marks: [], newest }
  const rows = await db.execute<{ id: number }>(sql`
    with titles as materialized (
      select ${threads.id} as id, found.vector, ${threads.solvedAt} as solved
      from ${newestFirst(wanted)} as found
      join ${posts} on ${posts.id} = found.post_id
      join ${threads} on ${threads.id} = ${posts.threadId}
      where ${visibleThreads(actor)} limit ${mostTitles})
    select id from titles
    order by ts_rank(vector, ${tsquery}::tsquery, 2)
      * case when solved is null then 1 else 1.2 end desc, id desc
    limit ${limit}`)
  return rows.map((row) => row.id)
}
