import { sql } from 'drizzle-orm'
import { insertRows, isAmong, isNotEmpty } from '@stoa/core/data'
import type { Database } from '@stoa/core/database'
import { beginningsOf } from './beginnings.ts'
import type { SearchDocument, SearchIndex } from './engine.ts'
import { marksOf } from './marks.ts'
import { searchDocuments as documents } from './schema.ts'
import { toVector } from './tokens.ts'

/** Raise it with every change of what `postgresRow` makes of a post. */
export const documentFormat = 3

/** Index of documents that the PostgreSQL engine searches and that snippets are cut from. */
export const postgresIndex = (db: Database): SearchIndex => ({
  index: (batch, now) => index(db, batch, now),
  remove: async (postIds) => {
    if (postIds.length > 0) await db.delete(documents).where(isAmong(documents.postId, postIds))
  }
})

async function index(db: Database, batch: SearchDocument[], now: string): Promise<void> {
  const rows = batch.map((document) => postgresRow(document, now))
  if (!isNotEmpty(rows)) return
  await db.execute(sql`${insertRows(documents, rows)} on conflict (post_id) do update
    set (vector, title_vector, text, thread_id, written_at, indexed_at, format) =
      row(excluded.vector, excluded.title_vector, excluded.text, excluded.thread_id,
        excluded.written_at, excluded.indexed_at, excluded.format)`)
}

/** Row of a document, with vectors as literals. */
export function postgresRow(document: SearchDocument, indexedAt: string) {
  const { postId, threadId, title, tags, text, writtenAt } = document
  const marks = marksOf(document)
  const isFirst = title !== null
  const vector = toVector({ title, tags: isFirst ? tags : [], body: text, marks })
  const titleVector = isFirst
    ? toVector({ title, body: '', marks: [...marks, ...beginningsOf(title)] })
    : null
  const format = documentFormat
  return { postId, threadId, vector, titleVector, text, writtenAt, indexedAt, format }
}
