import { Readable, type Writable } from 'node:stream'
import type { OpenFile } from './endpoint.ts'

const bufferBytes = 128 * 1024
// Fresh buffers would be garbage of many megabytes between two collections.
const free: Buffer[] = []
const maxFree = 64

/** An open file on its way to a reader, in one buffer that is filled again when its bytes have left. */
export class SentFile extends Readable {
  readonly #file: OpenFile

  constructor(file: OpenFile) {
    super()
    this.#file = file
  }

  /** Fastify sends streams by this. */
  override pipe<T extends NodeJS.WritableStream>(destination: T): T {
    this.#send(destination as unknown as Writable).then(
      () => this.resume().push(null),
      (error: Error) => this.destroy(error)
    )
    return destination
  }

  override _read(): void {}

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.#file.close().then(() => callback(error), callback)
  }

  async #send(destination: Writable) {
    const buffer = free.pop() ?? Buffer.allocUnsafeSlow(bufferBytes)
    try {
      for (;;) {
        const chunk = await this.#file.read(buffer)
        if (!chunk) return void destination.end()
        await written(destination, chunk)
      }
    } finally {
      if (free.length < maxFree) free.push(buffer)
    }
  }
}

/** Waits until the system has taken the bytes. */
const written = (destination: Writable, chunk: Buffer) =>
  new Promise<void>((resolve, reject) => {
    destination.write(chunk, (error) => (error ? reject(error) : resolve()))
  })
