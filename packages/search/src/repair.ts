import { and, asc, desc, eq, inArray, isNull, not, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { posts } from '@stoa/threads/schema'
import { isKept, readDocuments } from './documents.ts'
import { indexPosts } from './indexing.ts'
import { postgresRow } from './postgres-index.ts'
import { searchDocuments as documents } from './schema.ts'

/** What was wrong with the documents of search, by posts, and is right now. */
export type Mended = {
  posts: number
  /** Had no document. */
  missing: number
  /** Had a document though they are gone. */
  orphaned: number
  /** Of the sample, whose document did not say what the post says. */
  stale: number
  sampled: number
}

const batchSize = 500

/**
 * Compares the documents that Postgres searches with the posts: which are missing, which should not
 * be, and for the newest thousand and a thousand others what they say. Mends what differs.
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
  return { posts: await db.$count(posts, isKept), missing, orphaned, stale: stale.length, sampled }
}

/** Ids of the newest thousand posts and of a thousand others, in parts of five hundred. */
export const sampleOf = async (ctx: Context): Promise<number[][]> => [
  ...(await newest(ctx)),
  ...(await anyOther(ctx))
]

/** Mends until nothing is found any more. */
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

// Every nth post, from a place that changes from day to day.
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

/** Those of these posts whose document is not what would be made of them now. */
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
