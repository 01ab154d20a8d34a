import { LRUCache } from 'lru-cache'

/** A page rendered without whom it is for: its bytes around the places of what is personal. */
export type MemberPage = {
  headers: [name: string, value: string][]
  /** One more than there are places. */
  bytes: readonly Buffer[]
  /** What belongs in each place, in order. */
  places: readonly string[]
}

const defaultBytes = 32 * 1024 * 1024
// Pages contain relative times.
const lifetime = 60_000

/**
 * Pages of members, by all that they are rendered from. A change changes that, so that nothing has to
 * be dropped. Bounded in bytes.
 */
export class MemberPages {
  readonly #pages: LRUCache<string, MemberPage>
  #hits = 0
  #misses = 0

  /** @param guestBytes what guests' pages may take; those of members take at most half as much */
  constructor(guestBytes = defaultBytes) {
    this.#pages = new LRUCache({
      maxSize: guestBytes / 2,
      ttl: lifetime,
      sizeCalculation: ({ bytes }) => bytes.reduce((sum, { length }) => sum + length + 200, 1000)
    })
  }

  get(key: string): MemberPage | undefined {
    const page = this.#pages.get(key)
    if (page) this.#hits += 1
    else this.#misses += 1
    return page
  }

  set(key: string, page: MemberPage): void {
    this.#pages.set(key, page)
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
