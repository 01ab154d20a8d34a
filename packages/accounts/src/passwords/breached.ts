import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { hash } from 'node:crypto'
import { StartError, type Outbound } from '@stoa/core/server'

/** A line of an export of Have I Been Pwned: a SHA-1 hash, and how often it was seen. */
const hashed = /^[0-9a-f]{40}(?::\d+)?$/i
const maxLine = 1000

/**
 * Reads the operator's file of breached passwords: one a line, as a password or, if the first line
 * is one, as a SHA-1 hash.
 * @throws StartError if it cannot be read, is empty, or has a line that is neither
 */
export async function readBreachedPasswords(path: string): Promise<Fingerprints> {
  const found = new Fingerprints()
  let areHashes: boolean | undefined
  let number = 0
  for await (const line of linesOf(path)) {
    number += 1
    if (line === '') continue
    areHashes ??= hashed.test(line)
    if (areHashes ? !hashed.test(line) : isGarbled(line))
      throw unusable(`line ${number} is no ${areHashes ? 'SHA-1 hash' : 'password'}`)
    if (areHashes) found.add(line)
    else found.addPassword(Buffer.from(line, 'latin1'))
  }
  if (found.size === 0) throw unusable('it is empty')
  return found.sort()
}

const isGarbled = (line: string) => line.length > maxLine || line.includes('\0')

// As bytes, because lists of passwords are of many encodings.
async function* linesOf(path: string): AsyncGenerator<string> {
  const input = createReadStream(path, { encoding: 'latin1', highWaterMark: 1024 * 1024 })
  try {
    yield* createInterface({ input, crlfDelay: Infinity })
  } catch (error) {
    throw unusable(`it cannot be read: ${(error as Error).message}`)
  }
}

const unusable = (why: string) =>
  new StartError(
    `STOA_BREACHED_PASSWORDS does not name a file of breached passwords (${why}): give one password, ` +
      'or one SHA-1 hash as in an export of Have I Been Pwned, on each line; .env.example explains it.'
  )

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

const timeout = 2000

/**
 * Asks a server that speaks the range protocol of Have I Been Pwned. It learns the first five digits
 * of a SHA-1 hash, which hundreds of passwords share, and pads its answer.
 * @param notify is called once when it cannot be asked, and again after it could
 */
export function pwnedRange(address: string, outbound: Outbound, notify: (error: unknown) => void) {
  let isAway = false
  return async (sha1: string): Promise<boolean> => {
    try {
      const found = await isInRange(address, outbound, sha1)
      isAway = false
      return found
    } catch (error) {
      if (!isAway) notify(error)
      isAway = true
      return false
    }
  }
}

async function isInRange(address: string, outbound: Outbound, sha1: string): Promise<boolean> {
  const url = `${address.replace(/\/$/, '')}/${sha1.slice(0, 5)}`
  const { status, body } = await outbound.send(url, { headers: { 'add-padding': 'true' }, timeout })
  if (status !== 200) throw new Error(`${new URL(url).host} answered ${status}`)
  const suffix = sha1.slice(5)
  return body
    .toString('latin1')
    .split(/\r?\n/)
    .some((line) => {
      const [of = '', count] = line.trim().split(':')
      // Lines of padding have the count 0.
      return of.toUpperCase() === suffix && count !== '0'
    })
}
