import { createHash } from 'node:crypto'
import type { SearchDocument, SearchIndex } from '../engine.ts'
import { fold } from '../normalization.ts'
import { pieces } from '../tokens.ts'
import { isIdentifier } from '../identifiers.ts'
import { done, type Server } from './server.ts'

/** Writes documents to one index; every task is awaited. */
export function meilisearchIndex({ writing }: Server, uid: string): SearchIndex {
  const index = writing.index(uid)
  return {
    async index(documents) {
      if (documents.length > 0) await done(index.addDocuments(documents.map(toStored)))
    },
    async remove(postIds) {
      if (postIds.length > 0) await done(index.deleteDocuments(postIds))
    }
  }
}

/**
 * A document as Meilisearch stores it. Its text is normalised like queries, so that 數據庫 matches
 * 数据库.
 */
export function toStored({ title, text, writtenAt, ...kept }: SearchDocument) {
  const stored = {
    ...kept,
    title: title === null ? null : fold(title),
    text: fold(text),
    codes: codesOf(`${title ?? ''} ${text}`),
    writtenAt: Date.parse(writtenAt)
  }
  return { ...stored, print: printOf(stored) }
}

/** Fingerprint of a document's content. */
const printOf = (stored: object) =>
  createHash('sha256').update(JSON.stringify(stored)).digest('base64url').slice(0, 22)

const codesOf = (text: string) => [
  ...new Set(pieces(text).flatMap((piece) => (isIdentifier(piece.text) ? [piece.text] : [])))
]
