import { and, asc, desc, eq, inArray, isNull, not, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { posts } from '@stoa/threads/tables'
import { isKept, readDocuments } from './documents.ts'
import { indexAllArticles } from './articles/index-articles.ts'
import { indexPosts } from './index-posts.ts'
import { postgresRow } from './postgres-index.ts'
import { searchDocuments as documents } from './schema.ts'

/** What was wrong with the search documents, in numbers of posts; all of it is repaired. */
export type Mended = {
  posts: number
  /** Posts without a document. */
  missing: number
  /** Documents whose post or article is gone. */
  orphaned: number
  /** Documents of the sample, and of articles, that differed or were missing. */
  stale: number
  sampled: number
}

const batchSize = 500

/**
 * Compares the search documents of PostgreSQL with the posts and repairs them: missing ones,
 * orphaned ones, and the content of the newest thousand and a thousand others. All documents of
 * articles are compared.
 */
export async function repairDocuments(ctx: Context): Promise<Mended> {
  const { db } = ctx
  const missing = await repairAll(ctx, () => withoutDocument(ctx))
  const orphaned = await repairAll(ctx, () => withoutPost(ctx))
  const sample = await sampleOf(ctx)
  const differ = await Promise.all(sample.map((ids) => differing(ctx, ids)))
  const stale = [...new Set(differ.flat())]
  if (stale.length > 0) await indexPosts(ctx, stale)
  const sampled = new Set(sample.flat()).size
  const articles = await indexAllArticles(ctx)
  return {
    ...{ posts: await db.$count(posts, isKept), missing, sampled },
    orphaned: orphaned + articles.orphaned,
    stale: stale.length + articles.changed
  }
}

/** Ids of the newest thousand posts and of a thousand others, in lists of five hundred. */
export const sampleOf = async (ctx: Context): Promise<number[][]> => [
  ...(await newest(ctx)),
  ...(await anyOther(ctx))
]

/** Ids of the newest five hundred posts that have no document any more. */
export const newestGone = async ({ db }: Context): Promise<number[]> =>
  idsOf(
    await db
      .select({ id: posts.id })
      .from(posts)
      .where(not(isKept))
      .orderBy(desc(posts.id))
      .limit(batchSize)
  )

/** Repairs batches until none is found. */
async function repairAll(ctx: Context, find: () => Promise<number[]>): Promise<number> {
  let count = 0
  for (;;) {
    const ids = await find()
    if (ids.length === 0) return count
    await indexPosts(ctx, ids)
    count += ids.length
  }
}

const idsOf = (rows: { id: number }[]) => rows.map(({ id }) => id)

const withoutDocument = async ({ db }: Context) =>
  idsOf(
    await db
      .select({ id: posts.id })
      .from(posts)
      .leftJoin(documents, eq(documents.postId, posts.id))
      .where(and(isNull(documents.postId), isKept))
      .limit(batchSize)
  )

const withoutPost = async ({ db }: Context) =>
  idsOf(
    await db
      .select({ id: posts.id })
      .from(posts)
      .innerJoin(documents, eq(documents.postId, posts.id))
      .where(not(isKept))
      .limit(batchSize)
  )

const newest = async ({ db }: Context) =>
  inTwo(
    idsOf(
      await db
        .select({ id: posts.id })
        .from(posts)
        .where(isKept)
        .orderBy(desc(posts.id))
        .limit(2 * batchSize)
    )
  )

// Every nth post, from a start that changes daily.
async function anyOther({ db, now }: Context): Promise<number[][]> {
  const [row] = await db.execute<{ most: number | null }>(sql`select max(id) as most from ${posts}`)
  const step = Math.max(1, Math.floor((row?.most ?? 0) / (2 * batchSize)))
  const day = Math.floor(Date.parse(now) / 86_400_000)
  const ids = Array.from({ length: 2 * batchSize }, (_, at) => 1 + at * step + (day % step))
  const found = await db
    .select({ id: posts.id })
    .from(posts)
    .where(and(inArray(posts.id, ids), isKept))
    .orderBy(asc(posts.id))
  return inTwo(idsOf(found))
}

const inTwo = (ids: number[]) => [ids.slice(0, batchSize), ids.slice(batchSize)]

/** Returns those of these posts whose document differs from one made now. */
async function differing({ db, now }: Context, ids: number[]): Promise<number[]> {
  const rows = (await readDocuments(db, inArray(posts.id, ids), ids.length)).map((document) =>
    postgresRow(document, now)
  )
  if (rows.length === 0) return []
  const column = (values: unknown[], type: string) => sql`${sql.param(values)}::${sql.raw(type)}[]`
  const found = await db.execute<{ id: number }>(sql`
    select wanted.id from ${documents} join unnest(
      ${column(
        rows.map((row) => row.postId),
        'bigint'
      )},
      ${column(
        rows.map((row) => row.vector),
        'text'
      )},
      ${column(
        rows.map((row) => row.text),
        'text'
      )}
    ) as wanted (id, vector, text) on wanted.id = ${documents.postId}
    where ${documents.vector} <> wanted.vector::tsvector or ${documents.text} <> wanted.text`)
  return idsOf(found)
}
