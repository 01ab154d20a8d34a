import { hash } from 'node:crypto'

const bytesEach = 8

/**
 * A set of SHA-1 hashes by their first 64 bits, sorted: eight bytes each. It never misses a hash that
 * was added, and takes another for one of a billion with a chance of 1 to 18 billion.
 */
export class Fingerprints {
  #bytes = new Uint8Array(64 * 1024)
  #count = 0
  #sorted = new BigUint64Array(0)

  get size(): number {
    return this.#count
  }

  /** @param sha1 in hex, of which the first 16 digits count */
  add(sha1: string): void {
    const at = this.#count * bytesEach
    if (at === this.#bytes.length) this.#grow()
    const room = Buffer.from(this.#bytes.buffer, at, bytesEach)
    room.write(sha1, 'hex')
    this.#count += 1
  }

  addPassword(password: Buffer | string): void {
    this.add(hash('sha1', password))
  }

  /** Ends the adding: sorts the set and gives back what was kept for growing. */
  sort(): this {
    this.#sorted = new BigUint64Array(this.#bytes.slice(0, this.#count * bytesEach).buffer).sort()
    this.#bytes = new Uint8Array(0)
    return this
  }

  has(sha1: string): boolean {
    const wanted = new BigUint64Array(Uint8Array.from(Buffer.from(sha1.slice(0, 16), 'hex')).buffer)
    return isIn(this.#sorted, wanted[0] ?? 0n)
  }

  #grow() {
    const larger = new Uint8Array(this.#bytes.length * 2)
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}

function isIn(sorted: BigUint64Array, wanted: bigint): boolean {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0n) < wanted) low = middle + 1
    else high = middle
  }
  return sorted[low] === wanted
}
