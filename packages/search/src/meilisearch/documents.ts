import { createHash } from 'node:crypto'
import type { SearchDocument } from '../engine.ts'
import { spaced } from './cut.ts'

/**
 * A document as Meilisearch stores it: what is searched is cut, what is filtered by is not. Tags
 * are searched in the thread's first post only.
 */
export function toStored(document: SearchDocument) {
  const { postId, title, tags, text, categoryIds, authorId, kind, language } = document
  const { solved, official, isPublic, writtenAt } = document
  const stored = {
    postId,
    isFirst: title !== null,
    title: title === null ? null : spaced(title),
    tagWords: title === null ? [] : tags.map(spaced),
    text: spaced(text),
    ...{ categoryIds, authorId, kind, language, tags, solved, official, isPublic },
    writtenAt: Date.parse(writtenAt)
  }
  return { ...stored, print: printOf(stored) }
}

/** Fingerprint of a document's content. */
const printOf = (stored: object) =>
  createHash('sha256').update(JSON.stringify(stored)).digest('base64url').slice(0, 22)
