import type { Actor, Locale } from '@stoa/core'
import type { Query } from './query.ts'

/** What an engine keeps of one post. Whether anybody may see it is decided when it is read. */
export type SearchDocument = {
  postId: number
  threadId: number
  /** On number 1 only. */
  title: string | null
  text: string
}

export type EngineQuery = {
  actor: Actor
  /** Ranks texts in the reader's language higher. */
  locale: Locale
  words: Query
  sort: 'relevance' | 'newest'
  now: string
  /** Matches to skip, a multiple of the page size. */
  offset: number
  /** Matches wanted. */
  limit: number
}

/** Best first. `total` counts at most 1,000 and says whether it stopped there. */
export type Candidates = { postIds: number[]; total: number; totalIsExact: boolean }

/** An engine finds candidates; hits are read again through what the actor may see. */
export type SearchEngine = {
  name: 'postgres' | 'meilisearch'
  index(documents: SearchDocument[], now: string): Promise<void>
  remove(postIds: number[]): Promise<void>
  find(query: EngineQuery): Promise<Candidates>
  /** Ids of visible threads whose title has the words, the last of which may go on; best first. */
  suggest(actor: Actor, typed: string, limit: number): Promise<number[]>
  /** Ids of visible threads whose title shares the most words with `text`, best first. */
  similar(actor: Actor, text: string, limit: number): Promise<number[]>
}
