import { createHash } from 'node:crypto'
import type { Settings } from 'meilisearch'
import { fold } from '../normalization.ts'
import { relatedWords } from '../related-words.ts'
import { equalWords, readRelations, type Relations } from '../synonyms.ts'
import { commonplace } from '../tsquery.ts'

/**
 * Settings of the index. Changing them builds a new index, except for the synonyms that staff edit.
 */
export const indexSettings = (relations: Relations): Settings => ({
  searchableAttributes: ['title', 'tags', 'codes', 'text'],
  displayedAttributes: ['postId', 'threadId', 'print'],
  filterableAttributes: [
    ...['isPublic', 'categoryIds', 'authorId', 'kind', 'solved', 'official'],
    ...['tags', 'language', 'writtenAt']
  ],
  sortableAttributes: ['postId'],
  rankingRules: ['sort', 'words', 'typo', 'proximity', 'attribute', 'exactness'],
  localizedAttributes: [{ attributePatterns: ['title', 'text', 'tags'], locales: ['cmn', 'eng'] }],
  // An identifier with one other letter is another identifier.
  typoTolerance: {
    enabled: true,
    minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
    disableOnAttributes: ['codes'],
    disableOnNumbers: true
  },
  synonyms: equalWords(relations),
  stopWords: [...commonplace].filter((word) => /^[a-z]+$/.test(word)).map(fold),
  pagination: { maxTotalHits: 1000 },
  searchCutoffMs: 250
})

const asDelivered = JSON.stringify(indexSettings(readRelations(relatedWords)))
const version = createHash('sha256').update(asDelivered).digest('hex').slice(0, 12)

/** Fingerprint of these settings. */
export const settingsVersion = () => version
