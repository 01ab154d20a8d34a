import { and, eq, gt, lte } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { changedPosts } from '@stoa/threads'
import { posts } from '@stoa/threads/tables'
import { indexAllArticles } from './articles/index-articles.ts'
import { documentsOf, isKept, readDocuments } from './documents.ts'
import { documentFormat, postgresIndex } from './postgres-index.ts'
import { searchFollowers } from './schema.ts'
import { learnWords } from './spelling.ts'
import { indexAllTickets } from './tickets.ts'

const batchSize = 500

/** Updates the documents of these posts from the database. */
export async function indexPosts(ctx: Context, postIds: number[]): Promise<void> {
  const { db, now } = ctx
  const index = postgresIndex(db)
  const found = (await changedPosts(ctx, postIds)).flatMap(documentsOf)
  const kept = new Set(found.map((document) => document.postId))
  await index.remove(postIds.filter((id) => !kept.has(id)))
  await index.index(found, now)
}

/** Updates the documents of all posts of a thread after its title, tags or category changed. */
export async function indexThread({ db, now }: Context, threadId: number): Promise<void> {
  for await (const documents of inBatches(db, eq(posts.threadId, threadId)))
    await postgresIndex(db).index(documents, now)
}

/**
 * Rebuilds all documents in batches, those of tickets and articles included, while search uses the existing
 * ones. An interrupted run is resumed.
 * @param progress called with the number of finished posts and the total
 * @returns the number of posts indexed
 */
export async function reindex(
  ctx: Context,
  progress: (done: number, total: number) => void
): Promise<number> {
  const { db, now } = ctx
  const until = await reached(db)
  const total = await db.$count(posts, isKept)
  let done = await db.$count(posts, and(isKept, lte(posts.id, until)))
  progress(done, total)
  for await (const documents of inBatches(db, undefined, until)) {
    await postgresIndex(db).index(documents, now)
    await recordReached(ctx, documents.at(-1)?.postId ?? until)
    progress((done += documents.length), total)
  }
  await indexAllTickets(ctx)
  await indexAllArticles(ctx)
  await learnWords(ctx)
  await db.delete(searchFollowers).where(isMine)
  return done
}

// Each format has its own position: a run that an older version began is not resumed.
const engine = `postgres ${documentFormat}`
const isMine = eq(searchFollowers.engine, engine)

/** Id of the last post that an interrupted run has finished; 0 if there was none. */
async function reached(db: Context['db']): Promise<number> {
  const [row] = await db.select().from(searchFollowers).where(isMine)
  return row?.builtUntil ?? 0
}

async function recordReached({ db, now }: Context, builtUntil: number) {
  const row = { engine, xid: '0', eventId: 0, builtUntil, updatedAt: now }
  await db
    .insert(searchFollowers)
    .values(row)
    .onConflictDoUpdate({ target: searchFollowers.engine, set: row })
}

/** Yields documents in batches, ordered by id. */
export async function* inBatches(db: Context['db'], which?: ReturnType<typeof eq>, after = 0) {
  let last = after
  for (;;) {
    const batch = await readDocuments(db, and(which, gt(posts.id, last)), batchSize)
    if (batch.length === 0) return
    yield batch
    last = batch.at(-1)?.postId ?? last
  }
}
