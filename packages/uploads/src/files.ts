import { Readable } from 'node:stream'
import type { ByteRange, OpenFile } from '@stoa/core'

/** An open file or a part of it. Whoever opened it must close it. */
export type StoredFile = OpenFile

const chunkBytes = 64 * 1024

/** The bytes of an open file as a stream, which closes it. */
export const streamOf = (file: StoredFile): Readable =>
  Readable.from(chunksOf(file), { objectMode: false })

async function* chunksOf(file: StoredFile) {
  try {
    for (;;) {
      // A buffer of its own for each chunk, because streams keep several.
      const chunk = await file.read(Buffer.allocUnsafe(chunkBytes))
      if (!chunk) return
      yield chunk
    }
  } finally {
    await file.close()
  }
}

/**
 * A store of bytes by id. Ids use the characters `A-Za-z0-9_-`.
 * @throws Problem 503 `upload_storage_away` if it is unreachable or takes too long
 */
export type Files = {
  /**
   * Stores the chunks of `bytes` as they come, so that they survive a crash. Until all are stored
   * the id is unknown.
   * @throws Problem 507 `upload_storage_full`
   */
  put(id: string, bytes: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void>
  /** Opens a file for reading; `undefined` if the id is unknown. */
  open(id: string, range?: ByteRange): Promise<StoredFile | undefined>
  /** Removes the bytes. An unknown id is ignored. */
  remove(id: string): Promise<void>
}
