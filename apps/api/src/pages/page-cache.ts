import { LRUCache } from 'lru-cache'
import type { EmittedEvent } from '@stoa/core'
import { compressWell, unpooled, type Encoding } from './compression.ts'
import { inBytes, type KeptPage, type PageParts } from './page-parts.ts'
import { reactionTo } from '../reactions/index.ts'

/** A rendered page, and its body in the encodings requested so far. */
export type CachedPage = KeptPage & {
  /** What the reader gets who has nothing of their own on the page. */
  bytes: Buffer
  compressed: Partial<Record<Encoding, Promise<Buffer>>>
  hash?: string
  /** The thread whose changes drop it. Null for lists, which every change drops. */
  threadId: number | null
}

/** Which page it is, as far as changes concern it. */
type Place = { key: string; threadId: number | null }

/** A page that is being rendered. */
type Begun = Place & { isStale: boolean }

const defaultBytes = 32 * 1024 * 1024
const perPart = 200
// Pages contain relative times, so an older copy is wrong even without a change.
const lifetime = 60_000
// A node without its database does not learn what was hidden meanwhile, so its pages must expire.
const oldest = 15 * 60_000

/** Rendered pages, bounded in bytes; `docs/decisions/two-page-caches.md` says why none leaks. */
export class PageCache {
  readonly #pages: LRUCache<string, CachedPage>
  readonly #begun = new Set<Begun>()
  #hits = 0
  #misses = 0

  /**
   * @param maxSize bytes; the pages that were not read for the longest time make room
   * @param timesItself what a page takes with its encodings
   */
  constructor(maxSize: number, timesItself: number) {
    this.#pages = new LRUCache({
      maxSize,
      ttl: lifetime,
      // Expired pages stay until events drop them, because `get` can still return them during an
      // outage.
      allowStale: true,
      noDeleteOnStaleGet: true,
      sizeCalculation: ({ bytes, parts }, key) =>
        Math.ceil(bytes.length * timesItself) + key.length * 2 + parts.length * perPart + 300
    })
  }

  /** @param old also returns expired pages, while nothing can be rendered */
  get(key: string, { old = false } = {}): CachedPage | undefined {
    const allowStale = old && this.#pages.getRemainingTTL(key) > -oldest
    const page = this.#pages.get(key, { allowStale })
    if (page) this.#hits += 1
    else this.#misses += 1
    return page
  }

  /**
   * Renders a page and stores it, unless a change made it stale meanwhile.
   * @param threadId the thread whose page it is; null for lists
   * @param render returns undefined if the page is not to be stored
   */
  async fill<Page extends CachedPage | undefined>(
    key: string,
    threadId: number | null,
    render: () => Promise<Page>
  ): Promise<Page> {
    const begun: Begun = { key, threadId, isStale: false }
    this.#begun.add(begun)
    try {
      const page = await render()
      if (page && !begun.isStale) this.#pages.set(key, page)
      return page
    } finally {
      this.#begun.delete(begun)
    }
  }

  set(key: string, page: CachedPage): void {
    this.#pages.set(key, page)
  }

  /** Drops stale pages, and marks those that are being rendered. */
  drop(isStale: IsStale): void {
    for (const begun of this.#begun) if (isStale(begun)) begun.isStale = true
    for (const [key, { threadId }] of this.#pages.entries())
      if (isStale({ key, threadId })) this.#pages.delete(key)
  }

  get hits(): number {
    return this.#hits
  }

  get misses(): number {
    return this.#misses
  }

  get bytes(): number {
    return this.#pages.calculatedSize
  }
}

/** The rendered pages that a node keeps. */
export type KeptPages = {
  /** Those of guests, by address and language. Changes drop them. */
  cache: PageCache
  /** Those of members, by all that they were rendered from, so that nothing has to be dropped. */
  memberPages: PageCache
}

/** @param guestBytes what guests' pages may take; those of members take at most half as much */
export const keptPages = (guestBytes = defaultBytes): KeptPages => ({
  // The page and two encodings, each at worst 0.8 of it, for random text.
  cache: new PageCache(guestBytes, 2.6),
  memberPages: new PageCache(guestBytes / 2, 1)
})

/** Makes a cache entry of a rendered page. */
export const toCached = (
  page: PageParts,
  facts: Pick<CachedPage, 'type' | 'policy' | 'threadId'>
): CachedPage => ({ ...facts, ...inBytes(page), compressed: {} })

/** The body of a cached page in an encoding, compressed once. */
export function bodyOf({ bytes, compressed }: CachedPage, encoding: Encoding): Promise<Buffer> {
  return (compressed[encoding] ??= compressWell(bytes, encoding).then(unpooledCopy))
}

function unpooledCopy(body: Buffer): Buffer {
  const copy = unpooled(body.length)
  body.copy(copy)
  return copy
}

export type IsStale = (place: Place) => boolean

/** Tells the stale ones of the cached pages after these events; undefined if there are none. */
export function staleAfter(emitted: readonly EmittedEvent[]): IsStale | undefined {
  const stale = new Set(emitted.map(({ type }) => staleBy(type)))
  stale.delete('none')
  if (stale.size === 0) return undefined
  const threads = new Set(emitted.map(({ payload }) => payload.threadId))
  return ({ key, threadId }) => {
    if (stale.has('all')) return true
    if (threadId !== null) return threads.has(threadId)
    return stale.has('lists') || isByVotes(key)
  }
}

const isByVotes = (key: string) => key.includes('sort=votes')

// An event that this version does not know may have changed anything.
const staleBy = (type: string) => reactionTo(type)?.stalePages ?? 'all'
