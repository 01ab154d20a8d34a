import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Decrypter, Encrypter } from 'age-encryption'
import { extract, pack, type Pack } from 'tar-stream'
import { StartError } from '@stoa/core/server'

/** A file within the archive, and its bytes as they come. */
export type Entry = { name: string; size: number; content: Readable }

type Bytes = AsyncIterable<Uint8Array>

// The passphrase is a key of 256 bits, so slow key derivation would only cost time.
const workFactor = 10

/**
 * Writes entries into one file: tar, compressed, then encrypted by age with a passphrase. The file
 * is readable by its owner only and gets its name when it is complete.
 * @throws StartError if the file exists
 */
export async function writeArchive(
  path: string,
  passphrase: string,
  entries: AsyncIterable<Entry>
): Promise<void> {
  if (existsSync(path)) throw new StartError(`${path} already exists: choose another file.`)
  const part = `${path}.part`
  await rm(part, { force: true })
  const file = createWriteStream(part, { mode: 0o600, flags: 'wx', flush: true })
  const tar = pack()
  try {
    await Promise.all([
      pipeline(Readable.from(tar), createGzip(), encrypted(passphrase), file),
      fill(tar, entries)
    ])
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
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
    content.once('error', fail).pipe(entry)
  })

/**
 * Reads the entries of a file from `writeArchive`, in order. The content of each can be read until
 * the next is asked for.
 * @param passphrases one of them must open it
 * @throws if none does, and for a file that was changed or truncated
 */
export async function* readArchive(path: string, passphrases: string[]): AsyncGenerator<Entry> {
  const tar = extract()
  const read = pipeline(createReadStream(path), decrypted(passphrases), createGunzip(), tar)
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
    yield* await encrypter.encrypt(asWeb(source))
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
