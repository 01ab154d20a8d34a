import type { SQL } from 'drizzle-orm'
import type { Locale } from '@stoa/core'
import type { Filters, Query } from './query.ts'
import type { Searcher } from './searcher.ts'

/** Document of a post in an index. Permissions are checked when it is read. */
export type SearchDocument = {
  postId: number
  threadId: number
  /** Set for post number 1 only. */
  title: string | null
  text: string
  /** The thread's category and its parent. */
  categoryIds: number[]
  authorId: number
  kind: 'question' | 'discussion'
  language: Locale
  tags: string[]
  official: boolean
  solved: boolean
  accepted: boolean
  votes: number
  writtenAt: string
  /** Whether guests may read the post. */
  isPublic: boolean
}

/** Filters with names replaced by ids; `0` means that no such user or category exists. */
export type KnownFilters = Omit<Filters, 'category' | 'author'> & {
  /** The category and its sub-categories; the category itself comes first. */
  categoryIds?: number[]
  authorId?: number
}

/** Which groups of words a post must contain: all, the most distinctive ones, or any one. */
export type Least = 'all' | 'most' | 'some'

export type EngineQuery = {
  actor: Searcher
  words: Query
  least: Least
  filters: KnownFilters
  sort: 'relevance' | 'newest'
  /** Sub-select of articles that the actor may find, see the port; left out, posts alone are found. */
  readableArticles?: SQL
}

/**
 * A matching post or article that the actor may see, with what its relevance is computed from. An
 * article has a number below zero in place of post and thread; see `articles/article.ts`.
 */
export type Match = {
  postId: number
  threadId: number
  categoryId: number
  /** Text rank, 0 and up; comparable within one answer only. */
  textRank: number
  votes: number
  writtenAt: string
  language: Locale
  official: boolean
  accepted: boolean
  /** The post is marked as outdated, or its thread was closed as outdated. */
  outdated: boolean
  /** Title or tags are those of a report of a scam or a warning. */
  ofScam: boolean
  /** An article whose title says that it explains how something is done. */
  isHowTo: boolean
}

/** `isComplete`: there are no further matches. */
export type Found = { matches: Match[]; isComplete: boolean; engine: EngineName }

export type EngineName = 'postgres' | 'meilisearch'

/**
 * Maximum number of matches of a search: the newest, in addition to the newest with a matching
 * title. All of them are read and ranked, so this limits the cost of common words.
 */
export const matchLimit = 200

/** Text of a thread that is being written or already exists. */
export type Draft = { title: string; body?: string }

/** A search engine: it finds posts and articles, titles and similar threads that an actor may see. */
export type SearchEngine = {
  find(query: EngineQuery): Promise<Found>
  /**
   * Returns ids of visible threads whose title contains the words, best first; the last word may be
   * incomplete.
   */
  suggest(actor: Searcher, typed: string, limit: number): Promise<number[]>
  /**
   * Returns ids of visible threads that share words with the draft, best first for a reader of
   * `locale`.
   */
  similar(actor: Searcher, draft: Draft, like: { locale: Locale; limit: number }): Promise<number[]>
}

/** An index that documents are written to. */
export type SearchIndex = {
  index(documents: SearchDocument[], now: string): Promise<void>
  remove(postIds: number[]): Promise<void>
}
