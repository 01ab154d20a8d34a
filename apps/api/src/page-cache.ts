import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { EmittedEvent } from '@stoa/core'
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
// Of what was hidden meanwhile a node that is cut off from its database does not hear.
const oldest = 15 * 60_000

/** A cache of guests' pages, bounded in bytes. */
export class PageCache {
  readonly #pages = new LRUCache<string, CachedPage>({
    maxSize: maximumBytes,
    ttl: lifetime,
    // Pages past their lifetime are dropped by events as others are, and taken by whoever asks for them.
    allowStale: true,
    noDeleteOnStaleGet: true,
    sizeCalculation: ({ identity }, key) =>
      Math.ceil(identity.length * timesItself) + key.length * 2 + 500
  })
  #version = 0
  #hits = 0
  #misses = 0

  /** @param old takes a page past its lifetime too: while nothing can be rendered anew */
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

  /** Drops what the events made stale; counts up so that pages begun before are not stored. */
  drop(happened: readonly EmittedEvent[]): void {
    const isStale = staleAfter(happened)
    if (!isStale) return
    this.#version += 1
    for (const [key, page] of this.#pages.entries()) if (isStale(page)) this.#pages.delete(key)
  }

  /** Drops everything: what happened is not known. */
  clear(): void {
    this.#version += 1
    this.#pages.clear()
  }

  get version(): number {
    return this.#version
  }

  /** How often `get` found a page, and did not. */
  get hits(): number {
    return this.#hits
  }

  get misses(): number {
    return this.#misses
  }

  /** What the kept pages take at most. */
  get bytes(): number {
    return this.#pages.calculatedSize
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
