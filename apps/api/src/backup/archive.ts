import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Decrypter, Encrypter } from 'age-encryption'
import { extract, pack, type Pack } from 'tar-stream'
import { StartError } from '@stoa/core/server'

export type Entry = { name: string; bytes: Buffer }

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

const add = (tar: Pack, { name, bytes }: Entry) =>
  new Promise<void>((resolve, reject) => {
    tar.once('error', reject)
    const entry = tar.entry({ name, size: bytes.length, mode: 0o600 }, (error) => {
      tar.off('error', reject)
      if (error) reject(error)
      else resolve()
    })
    entry.end(bytes)
  })

/**
 * Reads the entries of a file from `writeArchive`, in order.
 * @param passphrases one of them must open it
 * @throws if none does, and for a file that was changed or truncated
 */
export async function* readArchive(path: string, passphrases: string[]): AsyncGenerator<Entry> {
  const tar = extract()
  const read = pipeline(createReadStream(path), decrypted(passphrases), createGunzip(), tar)
  // An error here also ends the loop below. Without this handler it would end the process first.
  read.catch(() => {})
  for await (const entry of tar)
    yield { name: entry.header.name, bytes: await buffer(Readable.from(entry)) }
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
