import { createHash } from 'node:crypto'
import { z } from 'zod'

const sumShape = z.object({ rows: z.number(), sum: z.string() })

/** The last entry of a backup: what its tables and files add up to. */
export const checksumsShape = z.object({
  tables: z.record(z.string(), sumShape),
  uploads: z.object({ files: z.number(), bytes: z.number(), sha256: z.string() })
})

export type Checksums = z.infer<typeof checksumsShape>

// COPY ends each row with a newline; those within texts are written as `\n`.
const newline = 10
const modulus = 2n ** 64n

/**
 * Adds up the rows of a table in any order, because a restored table may keep them in another one.
 * It finds faults, not forgery, which the encryption prevents.
 */
export class TableSum {
  #rows = 0
  #sum = 0n

  /** Adds whole rows in the format of PostgreSQL's COPY. Returns how many. */
  add(bytes: Buffer): number {
    const before = this.#rows
    for (let from = 0; from < bytes.length;) {
      const end = bytes.indexOf(newline, from) + 1 || bytes.length
      const hash = createHash('sha256').update(bytes.subarray(from, end)).digest()
      this.#sum = (this.#sum + hash.readBigUInt64BE()) % modulus
      this.#rows += 1
      from = end
    }
    return this.#rows - before
  }

  get value() {
    return { rows: this.#rows, sum: this.#sum.toString(16) }
  }
}

/** Adds up what a backup holds while it is written or read. */
export class RunningChecksums {
  readonly #tables = new Map<string, TableSum>()
  readonly #hash = createHash('sha256')
  #files = 0
  #bytes = 0

  /** Returns how many rows were added. */
  addRows(table: string, bytes: Buffer): number {
    const sum = this.#tables.get(table) ?? new TableSum()
    this.#tables.set(table, sum)
    return sum.add(bytes)
  }

  /** Passes the bytes of a file on, and adds them. */
  async *file(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    this.#files += 1
    for await (const bytes of content) {
      this.#hash.update(bytes)
      this.#bytes += bytes.length
      yield bytes
    }
  }

  get value(): Checksums {
    const sha256 = this.#hash.copy().digest('hex')
    const tables = [...this.#tables].map(([name, sum]) => [name, sum.value] as const)
    const uploads = { files: this.#files, bytes: this.#bytes, sha256 }
    return { tables: Object.fromEntries(tables), uploads }
  }
}
