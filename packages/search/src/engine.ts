import type { Actor, Locale } from '@stoa/core'
import type { Filters, Query } from './query.ts'

/** What an engine keeps of one post. Whether anybody may see it is decided when it is read. */
export type SearchDocument = {
  postId: number
  threadId: number
  /** On number 1 only. */
  title: string | null
  text: string
  /** Of the thread: the category and the one above it. */
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
  /** A guest may read it. */
  isPublic: boolean
}

/** Filters whose names were looked up; `0` is nobody and no category. */
export type KnownFilters = Omit<Filters, 'category' | 'author'> & {
  /** The category and those below it, itself first. */
  categoryIds?: number[]
  authorId?: number
}

/** Whether a post must have one of each group of the words, of the most telling ones, or of any. */
export type Least = 'all' | 'most' | 'some'

export type EngineQuery = {
  actor: Actor
  words: Query
  least: Least
  filters: KnownFilters
  sort: 'relevance' | 'newest'
}

/** A post that matches and that the actor may see, with what relevance is made of. */
export type Match = {
  postId: number
  threadId: number
  categoryId: number
  /** How well the words match, 0 and up; comparable within one answer only. */
  textRank: number
  votes: number
  writtenAt: string
  language: Locale
  official: boolean
  accepted: boolean
  /** Its thread was closed because it does not hold any more. */
  outdated: boolean
}

/** `isComplete`: nothing else matches. */
export type Found = { matches: Match[]; isComplete: boolean; engine: EngineName }

export type EngineName = 'postgres' | 'meilisearch'

/**
 * Matches of one search at most: the newest, beside the newest whose title matches. Every one of them
 * is read and ranked, so this bounds what a search of a common word costs.
 */
export const matchLimit = 200

/** What somebody is writing, or has written. */
export type Draft = { title: string; body?: string }

/** Finds the posts, titles and similar threads that an actor may see. */
export type SearchEngine = {
  find(query: EngineQuery): Promise<Found>
  /** Ids of visible threads whose title has the words, the last of which may go on; best first. */
  suggest(actor: Actor, typed: string, limit: number): Promise<number[]>
  /** Ids of visible threads that share words with the draft, best first for a reader of `locale`. */
  similar(actor: Actor, draft: Draft, like: { locale: Locale; limit: number }): Promise<number[]>
}

/** Where documents go. */
export type SearchIndex = {
  index(documents: SearchDocument[], now: string): Promise<void>
  remove(postIds: number[]): Promise<void>
}
