import { createHash } from 'node:crypto'
import type { Settings } from 'meilisearch'

/**
 * Settings of the index. Documents come cut into words and characters, and queries say themselves
 * which words are whole and which are synonyms: there are neither stop words, without which a
 * phrase would not be found, nor synonyms, which a phrase cannot have. The ranking only chooses the
 * candidates, titles and the newest posts first, which PostgreSQL then ranks. Changing the settings
 * builds a new index.
 */
export const indexSettings = (): Settings => ({
  searchableAttributes: ['title', 'tagWords', 'text'],
  // `state` is what the index says of itself; the others are of posts.
  displayedAttributes: ['postId', 'print', 'state'],
  filterableAttributes: [
    ...['isPublic', 'categoryIds', 'authorId', 'kind', 'solved', 'official'],
    ...['tags', 'language', 'writtenAt', 'isFirst']
  ],
  sortableAttributes: ['postId'],
  rankingRules: ['sort', 'words', 'typo', 'attribute', 'postId:desc'],
  localizedAttributes: [
    { attributePatterns: ['title', 'tagWords', 'text'], locales: ['cmn', 'eng'] }
  ],
  typoTolerance: {
    enabled: true,
    minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
    disableOnNumbers: true
  },
  pagination: { maxTotalHits: 1000 },
  searchCutoffMs: 250
})

/** Raise it with every change of what `toStored` makes of a post. */
const documentFormat = 5

const version = createHash('sha256')
  .update(JSON.stringify([indexSettings(), documentFormat]))
  .digest('hex')
  .slice(0, 12)

/** Fingerprint of these settings and of the documents' format. */
export const settingsVersion = () => version
