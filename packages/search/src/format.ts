import { ne } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { indexPosts } from './indexing.ts'
import { searchDocuments as documents } from './schema.ts'
import { documentFormat } from './postgres-index.ts'

const isOld = ne(documents.format, documentFormat)

/** How many documents are of another version's format. */
export const countOldDocuments = (db: Database): Promise<number> => db.$count(documents, isOld)

const findOld = async (db: Database, limit: number): Promise<number[]> => {
  const rows = await db.select({ id: documents.postId }).from(documents).where(isOld).limit(limit)
  return rows.map(({ id }) => id)
}

/**
 * Tells whether all documents are of this version's format; once they are, they stay so. Until then
 * they are searched for what both formats have.
 */
export function watchFormat(db: Database): () => Promise<boolean> {
  let isPresent = false
  return async () => (isPresent ||= (await findOld(db, 1)).length === 0)
}

const atOnce = 500
const worksFor = 50_000

/**
 * Makes documents of an older format anew, for 50 seconds at most; called again it goes on. A new
 * version of the forum so brings its index up to date by itself, while search goes on.
 */
export async function renewDocuments(ctx: Context): Promise<void> {
  const until = performance.now() + worksFor
  for (;;) {
    const ids = await findOld(ctx.db, atOnce)
    if (ids.length > 0) await indexPosts(ctx, ids)
    if (ids.length < atOnce || performance.now() > until) return
  }
}
