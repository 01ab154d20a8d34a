import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Happening } from '@stoa/core'
import { compressWell, type Encoding } from './compression.ts'
import { staleAfter } from './stale-pages.ts'

/** One rendered page, and what it is in the encodings that its readers asked for. */
export type CachedPage = {
  type: string
  policy: string
  etag: string
  identity: Buffer
  compressed: Partial<Record<Encoding, Promise<Buffer>>>
  /** Threads whose changes drop it; empty for lists, which every change drops. */
  threadId: number | null
}

const maximumBytes = 64 * 1024 * 1024
// Itself and in two encodings, each three quarters of it at the worst: random text.
const timesItself = 2.6
// Pages say "5 minutes ago": an older copy would be wrong even if nothing happened.
const lifetime = 60_000

export type PageCache = {
  get(key: string): CachedPage | undefined
  store(key: string, page: CachedPage): void
  /** Drops what the events made stale; counts up so that pages begun before are not stored. */
  drop(happened: readonly Happening[]): void
  readonly version: number
  /** How often `get` found a page, and did not. */
  readonly hits: number
  readonly misses: number
  /** What the kept pages take at most. */
  readonly bytes: number
}

/** A cache of guests' pages, bounded in bytes. */
export function createPageCache(): PageCache {
  const pages = new LRUCache<string, CachedPage>({
    maxSize: maximumBytes,
    ttl: lifetime,
    sizeCalculation: ({ identity }, key) =>
      Math.ceil(identity.length * timesItself) + key.length * 2 + 500
  })
  let version = 0
  let hits = 0
  let misses = 0
  return {
    get(key) {
      const page = pages.get(key)
      if (page) hits += 1
      else misses += 1
      return page
    },
    store: (key, page) => void pages.set(key, page),
    drop(happened) {
      const isStale = staleAfter(happened)
      if (!isStale) return
      version += 1
      for (const [key, page] of pages.entries()) if (isStale(page)) pages.delete(key)
    },
    get version() {
      return version
    },
    get hits() {
      return hits
    },
    get misses() {
      return misses
    },
    get bytes() {
      return pages.calculatedSize
    }
  }
}

/** A rendered page as it is kept. */
export function toCached(
  identity: Buffer,
  facts: Pick<CachedPage, 'type' | 'policy' | 'threadId'>
): CachedPage {
  const etag = `"${createHash('sha1').update(identity).digest('base64url')}"`
  return { ...facts, etag, identity, compressed: {} }
}

/** A kept page in an encoding, compressed once for all who come back to it. */
export function bodyOf({ identity, compressed }: CachedPage, encoding: Encoding): Promise<Buffer> {
  return (compressed[encoding] ??= compressWell(identity, encoding))
}
