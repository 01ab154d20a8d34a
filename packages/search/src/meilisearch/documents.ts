import { createHash } from 'node:crypto'
import type { SearchDocument, SearchIndex } from '../engine.ts'
import { fold } from '../normalization.ts'
import { pieces } from '../tokens.ts'
import { isIdentifier } from '../identifiers.ts'
import { done, type Server } from './server.ts'

/** Where the documents of one index go; every task is awaited. */
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

/** What Meilisearch keeps of a document, folded like the words that are looked for, so that 數據庫 is 数据库 there too. */
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

/** Tells a document from one that says anything else. */
const printOf = (stored: object) =>
  createHash('sha256').update(JSON.stringify(stored)).digest('base64url').slice(0, 22)

const codesOf = (text: string) => [
  ...new Set(pieces(text).flatMap((piece) => (isIdentifier(piece.text) ? [piece.text] : [])))
]
