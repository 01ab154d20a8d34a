import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Decrypter, Encrypter } from 'age-encryption'
import { extract, pack, type Pack } from 'tar-stream'
import { StartError, systemCode } from '@stoa/core/server'

/** A file within the archive, and its bytes as they come. */
export type Entry = { name: string; size: number; content: Readable }

type Bytes = AsyncIterable<Uint8Array>

// The passphrase is a key of 256 bits, so slow key derivation would only cost time.
const workFactor = 10

/**
 * Writes entries as one stream of bytes: tar, compressed, then encrypted by age with a passphrase.
 * @param store takes the bytes; those of an incomplete archive end with an error
 * @param ended ends the archive before it is complete
 * @throws what `store` or `entries` throw, and the reason of `ended`
 */
export async function writeArchive(
  store: (bytes: AsyncIterable<Buffer>) => Promise<void>,
  passphrase: string,
  entries: AsyncIterable<Entry>,
  ended?: AbortSignal
): Promise<void> {
  ended?.throwIfAborted()
  const tar = pack()
  const bytes = new PassThrough()
  // What fails ends the bytes, so that `store` throws it. The errors of the others say less.
  for (const stream of [tar, bytes]) stream.on('error', () => {})
  const packed = pipeline(Readable.from(tar), createGzip(), encrypted(passphrase), bytes)
  for (const work of [packed, fill(tar, entries)]) work.catch(() => {})
  ended?.addEventListener('abort', () => bytes.destroy(ended.reason as Error))
  try {
    await store(bytes)
  } finally {
    bytes.destroy()
  }
}

async function fill(tar: Pack, entries: AsyncIterable<Entry>) {
  try {
    for await (const entry of entries) await add(tar, entry)
    tar.finalize()
  } catch (error) {
    tar.destroy(error as Error)
    throw error
  }
}

const add = (tar: Pack, { name, size, content }: Entry) =>
  new Promise<void>((resolve, reject) => {
    const fail = (error: Error) => {
      content.destroy()
      reject(error)
    }
    tar.once('error', fail)
    const entry = tar.entry({ name, size, mode: 0o600 }, (error) => {
      tar.off('error', fail)
      if (error) fail(error)
      else resolve()
    })
    // It fails with the archive that it is a part of.
    entry.on('error', fail)
    content.once('error', fail).pipe(entry)
  })

/**
 * Reads the entries of an archive from `writeArchive`, in order. The content of each can be read until
 * the next is asked for.
 * @param passphrases one of them must open it
 * @throws if none does; StartError for an archive that was truncated or changed
 */
export async function* readArchive(
  open: () => Promise<Readable>,
  passphrases: string[]
): AsyncGenerator<Entry> {
  const tar = extract()
  const read = pipeline(await open(), decrypted(passphrases), createGunzip(), tar)
  // An error here also ends the loop below. Without this handler it would end the process first.
  read.catch(() => {})
  for await (const entry of tar) {
    const { name, size = 0 } = entry.header
    yield { name, size, content: Readable.from(entry) }
    // The next entry comes when this one is read, even if nobody wanted it.
    entry.resume()
  }
  await read
}

function encrypted(passphrase: string) {
  const encrypter = new Encrypter()
  encrypter.setScryptWorkFactor(workFactor)
  encrypter.setPassphrase(passphrase)
  return async function* (source: Bytes) {
    for await (const bytes of await encrypter.encrypt(asWeb(source))) yield Buffer.from(bytes)
  }
}

function decrypted(passphrases: string[]) {
  const decrypter = new Decrypter()
  for (const passphrase of passphrases) decrypter.addPassphrase(passphrase)
  return async function* (source: Bytes) {
    try {
      yield* await decrypter.decrypt(asWeb(source))
    } catch (error) {
      throw isOther(error) ? error : incomplete()
    }
  }
}

// What age says of a passphrase that does not open the file, and of a file that is not its own.
const otherWords = /^(no identity matched|invalid version (?!line$))/

/** Whether the place of the archive, its passphrase or its format is wrong, not its bytes. */
const isOther = (error: unknown) =>
  error instanceof StartError ||
  systemCode(error) !== '' ||
  otherWords.test((error as Error).message)

const incomplete = () =>
  new StartError(
    'The backup is incomplete: it was cut off or changed after it was made. Use another one.'
  )

const asWeb = (source: Bytes) => Readable.toWeb(Readable.from(source)) as ReadableStream<Uint8Array>
