import { and, inArray, sql, type SQL } from 'drizzle-orm'
import type { Actor } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { visiblePosts, visibleThreads } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/schema'
import type { Candidates, EngineQuery, SearchDocument, SearchEngine } from './engine.ts'
import { filterConditions } from './filters.ts'
import { searchDocuments as documents } from './schema.ts'
import { toVector } from './tokens.ts'
import { toAnyTsquery, toPrefixTsquery, toTsquery } from './tsquery.ts'

/** Only the newest matches are ranked, so that a word in every post costs no more than a rare one. */
const ranked = 500
const counted = 1001

/**
 * The default engine. Tokens are made in Node, so Chinese needs no dictionary in the database.
 * @param db a connection that plans each statement by its values: a common word and a rare one need
 *   different plans
 */
export const postgresEngine = (db: Database): SearchEngine => ({
  name: 'postgres',
  index: (batch, now) => index(db, batch, now),
  remove: async (postIds) => {
    if (postIds.length > 0) await db.delete(documents).where(inArray(documents.postId, postIds))
  },
  find: (query) => find(db, query),
  suggest: (actor, typed, limit) => byTitle(db, actor, toPrefixTsquery(typed), limit),
  similar: (actor, text, limit) => byTitle(db, actor, toAnyTsquery(text), limit)
})

async function index(db: Database, batch: SearchDocument[], now: string): Promise<void> {
  if (batch.length === 0) return
  const rows = batch.map(({ postId, threadId, title, text }) => ({
    postId,
    threadId,
    vector: toVector(title ?? '', text),
    titleVector: title === null ? null : toVector(title, ''),
    text,
    indexedAt: now
  }))
  const { vector, titleVector, text, threadId, indexedAt } = excluded
  await db.insert(documents).values(rows).onConflictDoUpdate({
    target: documents.postId,
    set: { vector, titleVector, text, threadId, indexedAt }
  })
}

const excluded = {
  vector: sql`excluded.vector`,
  titleVector: sql`excluded.title_vector`,
  text: sql`excluded.text`,
  threadId: sql`excluded.thread_id`,
  indexedAt: sql`excluded.indexed_at`
}

async function find(db: Database, query: EngineQuery): Promise<Candidates> {
  const where = matches(query)
  const [postIds, total] = await Promise.all([
    query.sort === 'newest' ? newest(db, where, query) : mostRelevant(db, where, query),
    count(db, where)
  ])
  return { postIds, total: Math.min(total, counted - 1), totalIsExact: total < counted }
}

function matches({ actor, words }: EngineQuery): SQL | undefined {
  const tsquery = toTsquery(words)
  const vector = words.filters.in === 'title' ? documents.titleVector : documents.vector
  return and(
    visiblePosts(actor),
    tsquery === '' ? undefined : sql`${vector} @@ ${tsquery}::tsquery`,
    ...filterConditions(words.filters)
  )
}

const source = sql`${documents}
  join ${posts} on ${posts.id} = ${documents.postId}
  join ${threads} on ${threads.id} = ${posts.threadId}`

async function newest(db: Database, where: SQL | undefined, { offset, limit }: EngineQuery) {
  const rows = await db.execute<{ id: number }>(sql`
    select ${documents.postId} as id from ${source} where ${where}
    order by ${documents.postId} desc limit ${limit} offset ${offset}`)
  return rows.map((row) => row.id)
}

/**
 * Relevance = text rank × language of the reader (1.5) × official or accepted (1.4) × votes
 * (up to about 1.5) × age (halved after two years).
 */
async function mostRelevant(db: Database, where: SQL | undefined, query: EngineQuery) {
  const { locale, now, offset, limit, words } = query
  const rows = await db.execute<{ id: number }>(sql`
    with newest as materialized (
      select ${documents.postId} as id, ${documents.vector} as vector, ${posts.voteCount} as votes,
        ${posts.createdAt} as written, ${threads.language} = ${locale} as readers_language,
        (${posts.official} or ${threads.acceptedPostId} = ${posts.id}) as trusted
      from ${source} where ${where}
      order by ${documents.postId} desc limit ${ranked})
    select id from newest
    order by ts_rank('{0.1,0.2,0.4,1.0}', vector, ${toTsquery(words)}::tsquery, 1)
      * case when readers_language then 1.5 else 1 end
      * case when trusted then 1.4 else 1 end
      * (1 + ln(1 + greatest(votes, 0)) / 10)
      / (1 + greatest(0, extract(epoch from ${now}::timestamptz - written)) / 63072000) desc, id desc
    limit ${limit} offset ${offset}`)
  return rows.map((row) => row.id)
}

async function count(db: Database, where: SQL | undefined): Promise<number> {
  const [row] = await db.execute<{ total: number }>(sql`
    select count(*) as total from (select 1 from ${source} where ${where} limit ${counted}) as found`)
  return row?.total ?? 0
}

async function byTitle(db: Database, actor: Actor, tsquery: string, limit: number) {
  if (tsquery === '') return []
  const rows = await db.execute<{ id: number }>(sql`
    with newest as materialized (
      select ${threads.id} as id, ${documents.titleVector} as vector, ${threads.solvedAt} as solved
      from ${documents} join ${threads} on ${threads.id} = ${documents.threadId}
      where ${documents.titleVector} @@ ${tsquery}::tsquery and ${visibleThreads(actor)}
      order by ${documents.postId} desc limit ${ranked})
    select id from newest
    order by ts_rank(vector, ${tsquery}::tsquery, 2) * case when solved is null then 1 else 1.2 end desc,
      id desc
    limit ${limit}`)
  return rows.map((row) => row.id)
}
