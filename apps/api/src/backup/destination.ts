import { createReadStream, existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Outbound, StartError, type Configuration } from '@stoa/core/server'
import { filesInBucket, listBucket, streamOf } from '@stoa/uploads'
import { explainBucket, explainFolder, unlessFromSource } from './destination-errors.ts'

/** Where backups are kept. */
export type Destination = {
  /** What the operator types for a backup there. */
  placeOf(name: string): string
  /** The names of complete backups, among other files. @throws StartError */
  list(): Promise<string[]>
  /**
   * Stores a backup, which has its name when it is complete. Nothing is left of one that fails.
   * @throws StartError if the place cannot take it, and what `bytes` throws
   */
  put(name: string, bytes: AsyncIterable<Buffer>): Promise<void>
  /** @throws StartError if there is none */
  open(name: string): Promise<Readable>
  remove(name: string): Promise<void>
}

const bucketShape = /^s3:\/\/([a-z\d][a-z\d.-]{1,61}[a-z\d])(?:\/(.*?))?\/?$/

/** The destination of `--to`. @throws StartError for an address that is not one, or without keys */
export function destinationOf(
  to: string,
  { backupStorage }: Pick<Configuration, 'backupStorage'>
): Destination {
  if (!to.startsWith('s3:')) return folderOf(to)
  const [, bucket, prefix = ''] = bucketShape.exec(to) ?? []
  if (!bucket)
    throw new StartError(`${to} names no bucket: write s3://BUCKET or s3://BUCKET/PREFIX.`)
  if (backupStorage) return bucketOf({ ...backupStorage, bucket }, prefix)
  throw new StartError(
    'Backups in S3 need STOA_BACKUP_S3_ACCESS_KEY_ID and STOA_BACKUP_S3_SECRET_ACCESS_KEY, or those of uploads.'
  )
}

/** A folder of this machine, made if it is missing. */
export function folderOf(folder: string): Destination {
  const pathOf = (name: string) => join(folder, name)
  return {
    placeOf: pathOf,
    list: () => readdir(folder).catch(explainFolder(folder)),
    async put(name, bytes) {
      const path = pathOf(name)
      if (existsSync(path)) throw new StartError(`${path} already exists: choose another file.`)
      await mkdir(folder, { recursive: true, mode: 0o700 }).catch(explainFolder(folder))
      await unlessFromSource(bytes, explainFolder(folder), (source) => writeWhole(path, source))
    },
    open: async (name) => createReadStream(pathOf(name)),
    remove: (name) => rm(pathOf(name), { force: true })
  }
}

/** The file is readable by its owner only and gets its name when it is complete. */
async function writeWhole(path: string, bytes: AsyncIterable<Buffer>) {
  const part = `${path}.part`
  await rm(part, { force: true })
  const file = await open(part, 'wx', 0o600)
  try {
    for await (const chunk of bytes) await file.writeFile(chunk)
    await file.sync()
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  } finally {
    await file.close()
  }
}

/** Milliseconds for a part of 8 MB, on a slow connection. */
const partTimeout = 120_000

type Bucket = NonNullable<Configuration['s3']>

function bucketOf(bucket: Bucket, prefix: string): Destination {
  // The operator sets this address, and the storage may be on the same network or machine.
  const outbound = new Outbound({
    privateHost: bucket.endpoint && new URL(bucket.endpoint).hostname
  })
  const files = filesInBucket(bucket, outbound, partTimeout)
  const keyOf = (name: string) => (prefix ? `${prefix}/${name}` : name)
  const placeOf = (name: string) => `s3://${bucket.bucket}/${keyOf(name)}`
  const explain = explainBucket(bucket)
  return {
    placeOf,
    async list() {
      const keys = await listBucket(bucket, outbound, prefix && `${prefix}/`).catch(explain)
      return keys.map((key) => key.slice(prefix ? prefix.length + 1 : 0))
    },
    put: (name, bytes) =>
      unlessFromSource(bytes, explain, (source) => files.put(keyOf(name), source)),
    async open(name) {
      const file = await files.open(keyOf(name)).catch(explain)
      if (file) return streamOf(file)
      throw new StartError(`${placeOf(name)} does not exist.`)
    },
    remove: (name) => files.remove(keyOf(name)).catch(explain)
  }
}
