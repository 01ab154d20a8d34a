import type { SearchDocument, SearchIndex } from '../engine.ts'
import { fold } from '../folding.ts'
import { pieces } from '../tokens.ts'
import { isIdentifier } from '../tsquery.ts'
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

// Folded like the words that are looked for, so that 數據庫 is 数据库 there too.
const toStored = ({ title, text, writtenAt, ...kept }: SearchDocument) => ({
  ...kept,
  title: title === null ? null : fold(title),
  text: fold(text),
  codes: codesOf(`${title ?? ''} ${text}`),
  writtenAt: Date.parse(writtenAt)
})

const codesOf = (text: string) => [
  ...new Set(pieces(text).flatMap((piece) => (isIdentifier(piece.text) ? [piece.text] : [])))
]
