import { lt } from 'drizzle-orm'
import { transaction, type Context } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { renewArticles } from './articles/index-articles.ts'
import { indexPosts } from './index-posts.ts'
import { searchDocuments as documents } from './schema.ts'
import { documentFormat } from './postgres-index.ts'

// Documents of a newer format are left alone: otherwise two versions running side by side would
// undo each other's work.
const isOld = lt(documents.format, documentFormat)

/** Number of documents in an older format. */
export const countOldDocuments = (db: Database): Promise<number> => db.$count(documents, isOld)

// With an order, PostgreSQL uses the index; without one it reads the whole table to find nothing.
const findOld = (db: Database, limit: number) =>
  db
    .select({ id: documents.postId })
    .from(documents)
    .where(isOld)
    .orderBy(documents.format)
    .limit(limit)

/**
 * Returns a function that says whether all documents have this version's format. Once they have,
 * the answer is not checked again. Until then, searches use only what both formats have.
 */
export function watchFormat(db: Database): () => Promise<boolean> {
  let isPresent = false
  return async () => (isPresent ||= (await findOld(db, 1)).length === 0)
}

/** Documents per transaction: it blocks the process for at most about 50 ms. */
const batchSize = 25
const worksFor = 50_000

/**
 * Renews documents of an older format, for at most 50 seconds per call. A new version thus updates
 * its index while search goes on. Articles are few and renewed at once.
 */
export async function renewDocuments(ctx: Context): Promise<void> {
  await renewArticles(ctx)
  const until = performance.now() + worksFor
  for (;;) {
    const renewed = await transaction(ctx, renewSome)
    if (renewed < batchSize || performance.now() > until) return
  }
}

/** Rows locked by others are skipped; the rows read here are locked. */
async function renewSome(ctx: Context): Promise<number> {
  const old = await findOld(ctx.db, batchSize).for('update', { skipLocked: true })
  await indexPosts(
    ctx,
    old.map(({ id }) => id)
  )
  return old.length
}
