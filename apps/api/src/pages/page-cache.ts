import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { EmittedEvent } from '@stoa/core'
import { compressWell, type Encoding } from './compression.ts'
import { reactionTo } from '../reactions/index.ts'

/** A rendered page, and its body in the encodings requested so far. */
export type CachedPage = {
  type: string
  policy: string
  etag: string
  identity: Buffer
  compressed: Partial<Record<Encoding, Promise<Buffer>>>
  /** The thread whose changes drop it. Null for lists, which every change drops. */
  threadId: number | null
}

const maximumBytes = 64 * 1024 * 1024
// The page and two encodings, each at worst 0.8 of it, for random text.
const timesItself = 2.6
// Pages contain relative times, so an older copy is wrong even without a change.
const lifetime = 60_000
// A node without its database does not learn what was hidden meanwhile, so its pages must expire.
const oldest = 15 * 60_000

/** A cache of guests' pages, bounded in bytes. */
export class PageCache {
  readonly #pages = new LRUCache<string, CachedPage>({
    maxSize: maximumBytes,
    ttl: lifetime,
    // Expired pages stay until events drop them, because `get` can still return them during an
    // outage.
    allowStale: true,
    noDeleteOnStaleGet: true,
    sizeCalculation: ({ identity }, key) =>
      Math.ceil(identity.length * timesItself) + key.length * 2 + 500
  })
  #version = 0
  #hits = 0
  #misses = 0

  /** @param old also returns expired pages, while nothing can be rendered */
  get(key: string, { old = false } = {}): CachedPage | undefined {
    const allowStale = old && this.#pages.getRemainingTTL(key) > -oldest
    const page = this.#pages.get(key, { allowStale })
    if (page) this.#hits += 1
    else this.#misses += 1
    return page
  }

  store(key: string, page: CachedPage): void {
    this.#pages.set(key, page)
  }

  /**
   * Drops pages that the events made stale. The version rises, so that pages begun before are not
   * stored.
   */
  drop(emitted: readonly EmittedEvent[]): void {
    const isStale = staleAfter(emitted)
    if (!isStale) return
    this.#version += 1
    for (const [key, page] of this.#pages.entries()) if (isStale(page)) this.#pages.delete(key)
  }

  /** Drops everything, because the changes are unknown. */
  clear(): void {
    this.#version += 1
    this.#pages.clear()
  }

  get version(): number {
    return this.#version
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

/** Makes a cache entry of a rendered page. */
export function toCached(
  identity: Buffer,
  facts: Pick<CachedPage, 'type' | 'policy' | 'threadId'>
): CachedPage {
  const etag = `"${createHash('sha1').update(identity).digest('base64url')}"`
  return { ...facts, etag, identity, compressed: {} }
}

/** The body of a cached page in an encoding, compressed once. */
export function bodyOf({ identity, compressed }: CachedPage, encoding: Encoding): Promise<Buffer> {
  return (compressed[encoding] ??= compressWell(identity, encoding))
}

/** Tells the stale ones of the cached pages after these events; undefined if there are none. */
export function staleAfter(emitted: readonly EmittedEvent[]) {
  const stale = emitted.map(({ type }) => staleBy(type)).filter((pages) => pages !== 'none')
  if (stale.length === 0) return undefined
  const threads = new Set(emitted.map(({ payload }) => payload.threadId))
  return ({ threadId }: { threadId: number | null }): boolean =>
    stale.includes('all') || threadId === null || threads.has(threadId)
}

// An event that this version does not know may have changed anything.
const staleBy = (type: string) => reactionTo(type)?.stalePages ?? 'all'
