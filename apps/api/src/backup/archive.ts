import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Decrypter, Encrypter } from 'age-encryption'
import { extract, pack, type Pack } from 'tar-stream'

/** A file within the archive, and its bytes as they come. */
export type Entry = { name: string; size: number; content: Readable }

type Bytes = AsyncIterable<Uint8Array>

// The passphrase is a key of 256 bits, so slow key derivation would only cost time.
const workFactor = 10

/**
 * Writes entries as one stream of bytes: tar, compressed, then encrypted by age with a passphrase.
 * @param store takes the bytes; those of an incomplete archive end with an error
 * @throws what `store` or `entries` throw
 */
export async function writeArchive(
  store: (bytes: AsyncIterable<Buffer>) => Promise<void>,
  passphrase: string,
  entries: AsyncIterable<Entry>
): Promise<void> {
  const tar = pack()
  const bytes = new PassThrough()
  // Their errors are those of the promises below.
  for (const stream of [tar, bytes]) stream.on('error', () => {})
  const stored = store(bytes).catch((error: unknown) => {
    bytes.destroy(error as Error)
    throw error
  })
  const packed = pipeline(Readable.from(tar), createGzip(), encrypted(passphrase), bytes)
  // What fails makes the others fail too, whose errors say less.
  const ends = await Promise.allSettled([stored, packed, fill(tar, entries)])
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed) throw failed.reason
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
 * @throws if none does, and for an archive that was changed or truncated
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
    yield* await decrypter.decrypt(asWeb(source))
  }
}

const asWeb = (source: Bytes) => Readable.toWeb(Readable.from(source)) as ReadableStream<Uint8Array>
