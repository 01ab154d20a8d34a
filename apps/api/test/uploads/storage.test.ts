import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import S3rver from 's3rver'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ByteRange } from '@stoa/core'
import { Outbound } from '@stoa/core/server'
import { filesInBucket, filesOnDisk, streamOf, type Files } from '@stoa/uploads'
import { createOutside } from '../../src/ports.ts'

const id = 'AbCdEfGhIjKlMnOpQrSt_-'
const bytes = Buffer.from('图片\0\xff')
const keys = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' }
let folder: string
let server: S3rver
let endpoint: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stoa-storage-'))
  server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: join(folder, 's3'),
    configureBuckets: [{ name: 'uploads' }]
  })
  endpoint = `http://127.0.0.1:${(await server.run()).port}`
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

const bucket = (values: Partial<typeof keys> = {}, allowLoopback = true) =>
  filesInBucket(
    { endpoint, region: 'us-east-1', bucket: 'uploads', ...keys, ...values },
    new Outbound({ allowLoopback })
  )

/** Reads a whole file, or a part of it. */
async function read(files: Files, range?: ByteRange): Promise<Buffer | undefined> {
  const file = await files.open(id, range)
  return file && buffer(streamOf(file))
}

const storages: [string, () => Files][] = [
  ['a folder', () => filesOnDisk(join(folder, 'uploads'))],
  ['a bucket', () => bucket()]
]

describe.each(storages)('files in %s', (_, open) => {
  test('are read back unchanged and removed for good', async () => {
    const files = open()
    expect(await read(files)).toBeUndefined()
    await files.put(id, [bytes])
    expect(await read(files)).toEqual(bytes)
    await files.remove(id)
    expect(await read(files)).toBeUndefined()
    await files.remove(id)
  })

  test('may be large, and come in pieces of any size', async () => {
    const piece = randomBytes(3_000_001)
    const pieces = Array.from({ length: 6 }, () => piece)
    const files = open()
    await files.put(id, pieces)
    const whole = Buffer.concat(pieces)
    expect((await read(files))?.equals(whole)).toBe(true)
    const part = { first: 2_999_990, last: 3_100_000 }
    expect((await read(files, part))?.equals(whole.subarray(part.first, part.last + 1))).toBe(true)
  })

  test('that end with an error midway leave what was there before', async () => {
    const files = open()
    await files.put(id, [bytes])
    const failing = async function* () {
      yield Buffer.alloc(12_000_000)
      throw new Error('the source is gone')
    }
    await expect(files.put(id, failing())).rejects.toThrow('the source is gone')
    expect(await read(files)).toEqual(bytes)
  })
})

test('files in a folder are for their owner only and leave no parts', async () => {
  const path = join(folder, 'private')
  await filesOnDisk(path).put(id, [bytes])
  expect(await readdir(join(path, 'Ab'))).toEqual([id])
  expect((await stat(join(path, 'Ab', id))).mode & 0o777).toBe(0o600)
  expect((await stat(path)).mode & 0o777).toBe(0o700)
})

test('a bucket refuses a wrong key, and the error contains nothing of the request', async () => {
  const refused = bucket({ accessKeyId: 'WRONG' }).put(id, [bytes])
  await expect(refused).rejects.toThrow(/^file storage: PUT 403 InvalidAccessKeyId$/)
})

test('the operator may use a bucket on the same machine', async () => {
  const mail = { mailFrom: 'forum@forum.test', origin: 'http://forum.test' }
  const s3 = { endpoint, region: 'us-east-1', bucket: 'uploads', ...keys }
  const place = {
    target: { url: 'postgres://forum.test' },
    dataDirectory: folder,
    clock: () => new Date().toISOString()
  }
  const outside = createOutside({ ...mail, ...place, s3 }, { onError() {}, onRecovery() {} })
  await outside.ports.files.put(id, [bytes])
  // s3rver was seen to answer with an empty body just after a PUT.
  await expect.poll(() => read(bucket())).toEqual(bytes)
  await outside.close()
})

test('a bucket at a private address is not connected to', async () => {
  await expect(bucket({}, false).open(id)).rejects.toThrow('address')
})
