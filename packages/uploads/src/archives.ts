import { buffer } from 'node:stream/consumers'
import { fileTypeFromBuffer } from 'file-type'
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import { Problem } from '@stoa/core'
import { isText } from './content-type.ts'

/** How many files an archive may hold, and how large they may be together. */
export const archiveLimits = { entries: 50, megabytes: 10 }

const archives = /zip|x-7z|rar|x-tar|gzip|x-xz|bzip|zstd|x-lzip|x-compress|cab|x-iso/

/** A text that lies in an archive, by the name that it has there. */
export type PackedText = { name: string; bytes: Buffer }

/**
 * The texts in a ZIP, one after the other; of what is no text the name alone.
 * @throws Problem 422 `upload_archive_refused` for more than `archiveLimits`, for an archive in it, and for what
 * is damaged or needs a password
 */
export async function* textsIn(bytes: Buffer): AsyncGenerator<PackedText> {
  try {
    for await (const packed of entriesIn(bytes))
      yield isText(packed.bytes) ? packed : { ...packed, bytes: Buffer.alloc(0) }
  } catch {
    throw new Problem(422, 'upload_archive_refused', archiveLimits)
  }
}

async function* entriesIn(bytes: Buffer): AsyncGenerator<PackedText> {
  // The sizes that an archive names are checked again while it is read.
  const zip = await fromBufferPromise(bytes, { autoClose: false })
  const entries = await entriesOf(zip)
  const size = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (size > archiveLimits.megabytes * 1_000_000) throw new Error('Its files are too large.')
  for (const entry of entries) {
    const content = await buffer(await zip.openReadStreamPromise(entry))
    const mime = (await fileTypeFromBuffer(content))?.mime ?? ''
    if (archives.test(mime)) throw new Error('It holds an archive.')
    yield { name: entry.fileName, bytes: content }
  }
}

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > archiveLimits.entries) throw new Error('It holds too many files.')
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) entries.push(entry)
  return entries
}
