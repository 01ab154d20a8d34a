import { createHash } from 'node:crypto'

/** Bytes that are sent in one request, with their SHA-256 in hex. */
export type Part = { bytes: Buffer; hash: string; isLast: boolean }

/** S3 wants at least 5 MB in each part except the last. */
const partBytes = 8 * 1024 * 1024

/** Collects bytes into parts of 8 MB, and hashes them as they come. The last part may be empty. */
export async function* partsOf(
  bytes: AsyncIterable<Buffer> | Iterable<Buffer>
): AsyncGenerator<Part, undefined> {
  let part = new Collected()
  for await (const chunk of bytes) {
    let rest = part.add(chunk)
    while (rest.length > 0) {
      yield part.closed(false)
      part = new Collected()
      rest = part.add(rest)
    }
  }
  yield part.closed(true)
}

class Collected {
  readonly #chunks: Buffer[] = []
  readonly #hash = createHash('sha256')
  #size = 0

  /** Returns what did not fit. */
  add(chunk: Buffer): Buffer {
    const fits = chunk.subarray(0, partBytes - this.#size)
    this.#chunks.push(fits)
    this.#hash.update(fits)
    this.#size += fits.length
    return chunk.subarray(fits.length)
  }

  closed(isLast: boolean): Part {
    return { bytes: Buffer.concat(this.#chunks), hash: this.#hash.digest('hex'), isLast }
  }
}
