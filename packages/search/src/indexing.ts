import { and, eq, gt, inArray } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { posts } from '@stoa/threads/schema'
import { isKept, readDocuments } from './documents.ts'
import { postgresIndex } from './postgres-index.ts'
import { learnWords } from './spelling.ts'
import { indexAllTickets } from './tickets.ts'

const batchSize = 500

/** Makes the documents of these posts follow what the database says now. */
export async function indexPosts({ db, now }: Context, postIds: number[]): Promise<void> {
  const index = postgresIndex(db)
  const found = await readDocuments(db, inArray(posts.id, postIds), postIds.length)
  const kept = new Set(found.map((document) => document.postId))
  await index.remove(postIds.filter((id) => !kept.has(id)))
  await index.index(found, now)
}

/** The same for every post of a thread that changed, and the thread's own words. */
export async function indexThread({ db, now }: Context, threadId: number): Promise<void> {
  for await (const documents of inBatches(db, eq(posts.threadId, threadId)))
    await postgresIndex(db).index(documents, now)
}

/**
 * Builds every document anew, in batches, those of tickets too.
 * @param progress told how many of how many posts are done
 * @returns the number of posts indexed
 */
export async function reindex(
  ctx: Context,
  progress: (done: number, total: number) => void
): Promise<number> {
  const { db, now } = ctx
  const total = await db.$count(posts, isKept)
  let done = 0
  for await (const documents of inBatches(db)) {
    await postgresIndex(db).index(documents, now)
    progress((done += documents.length), total)
  }
  await indexAllTickets(ctx)
  await learnWords(ctx)
  return done
}

/** Documents in batches, in the order of their ids. */
export async function* inBatches(db: Context['db'], which?: ReturnType<typeof eq>, after = 0) {
  let last = after
  for (;;) {
    const batch = await readDocuments(db, and(which, gt(posts.id, last)), batchSize)
    if (batch.length === 0) return
    yield batch
    last = batch.at(-1)?.postId ?? last
  }
}
