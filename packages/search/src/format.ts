import { lt } from 'drizzle-orm'
import { transaction, type Context } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { indexPosts } from './indexing.ts'
import { searchDocuments as documents } from './schema.ts'
import { documentFormat } from './postgres-index.ts'

// What a newer version wrote is left alone: two versions side by side would else undo each other's work.
const isOld = lt(documents.format, documentFormat)

/** How many documents are of an older version's format. */
export const countOldDocuments = (db: Database): Promise<number> => db.$count(documents, isOld)

// The order makes Postgres ask the index: without one it reads the whole table to find nothing.
const findOld = (db: Database, limit: number) =>
  db
    .select({ id: documents.postId })
    .from(documents)
    .where(isOld)
    .orderBy(documents.format)
    .limit(limit)

/**
 * Tells whether all documents are of this version's format; once they are, they stay so. Until then
 * they are searched for what both formats have.
 */
export function watchFormat(db: Database): () => Promise<boolean> {
  let isPresent = false
  return async () => (isPresent ||= (await findOld(db, 1)).length === 0)
}

/** Makes whoever else waits for the process wait 50 ms. */
const batchSize = 25
const worksFor = 50_000

/**
 * Makes documents of an older format anew, for 50 seconds at most; called again it goes on. A new
 * version of the forum so brings its index up to date by itself, while search goes on.
 */
export async function renewDocuments(ctx: Context): Promise<void> {
  const until = performance.now() + worksFor
  for (;;) {
    const renewed = await transaction(ctx, renewSome)
    if (renewed < batchSize || performance.now() > until) return
  }
}

/** What is written at this moment is left alone, and nobody else writes what is read here. */
async function renewSome(ctx: Context): Promise<number> {
  const old = await findOld(ctx.db, batchSize).for('update', { skipLocked: true })
  await indexPosts(
    ctx,
    old.map(({ id }) => id)
  )
  return old.length
}
