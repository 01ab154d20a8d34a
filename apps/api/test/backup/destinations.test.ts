import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { backUp } from '../../src/backup/backup.ts'
import { destinationOf, type Destination } from '../../src/backup/destination.ts'
import { verifyBackup } from '../../src/backup/verify.ts'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'
import { openTicket } from '../tickets/opening.ts'
import { picture } from '../uploads/drawing.ts'
import { fillDisk } from '../uploads/full-disk.ts'
import { sendFile } from '../uploads/sending.ts'

const forum = startForum()
const quiet = () => {}
const name = 'stoa-20260715T120405Z.backup'
const keys = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' }
let folder: string
let server: S3rver
let endpoint: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stoa-backups-'))
  server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: join(folder, 's3'),
    configureBuckets: [{ name: 'backups' }]
  })
  endpoint = `http://127.0.0.1:${(await server.run()).port}`
  const member = await forum.user()
  const { url } = (await sendFile(member, 'red.png', await picture(800, 120))).body
  await createThread(member, await forum.category(), { body: `See ![red](${url})` })
  // Its changes add days to be counted again, by a trigger.
  await openTicket(member)
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

const bucket = (
  values: Partial<typeof keys & { endpoint: string }> = {},
  to = 's3://backups/night'
) => destinationOf(to, { backupStorage: { endpoint, region: 'us-east-1', ...keys, ...values } })
const onDisk = () => destinationOf(join(folder, 'disk'), {})

const store = (destination: Destination) => backUp(forum, { destination, name }, quiet)
const verify = (destination: Destination) =>
  verifyBackup(forum.ports, { name, open: () => destination.open(name) }, quiet)

test.each<[string, () => Destination]>([
  ['a folder', onDisk],
  ['a bucket', bucket]
])('a backup in %s is listed and removed', async (_, open) => {
  const destination = open()
  await store(destination)
  expect(await destination.list()).toEqual([name])
  await destination.remove(name)
  expect(await destination.list()).toEqual([])
})

test('a backup in a bucket is restored on trial, and equals the forum', async () => {
  await store(bucket())
  await verify(bucket())
  await bucket().remove(name)
})

test('a backup with one row less than it says is found out', async () => {
  const rows = forum.connection.sql`select count(*)::int as count from posts`
  const [before] = await rows
  const destination = destinationOf(join(folder, 'short'), {})
  const { reserve } = forum.connection.sql
  const changed = vi.spyOn(forum.connection.sql, 'reserve').mockImplementation(async () => {
    const snapshot = await reserve()
    const { unsafe } = snapshot
    // The table is counted whole and copied without one row.
    snapshot.unsafe = ((text: string) =>
      unsafe(text.replace(/from posts\) to stdout/, 'from posts offset 1) to stdout'))) as never
    return snapshot
  })
  await store(destination)
  changed.mockRestore()
  expect(before?.['count']).toBe(1)
  await expect(verify(destination)).rejects.toThrow(/is not what was backed up: its table posts/)
})

test('a full disk is said in a sentence, and nothing half written is left', async () => {
  const destination = destinationOf(join(folder, 'full'), {})
  await fillDisk(forum.folder, 'ENOSPC')
  await expect(store(destination)).rejects.toThrow(
    /^There is no room for the backup in .*: make room/
  )
  expect(await readdir(join(folder, 'full'))).toEqual([])
})

test('a folder that cannot be written is named', async () => {
  await writeFile(join(folder, 'file'), '')
  const refused = store(destinationOf(join(folder, 'file', 'within'), {}))
  await expect(refused).rejects.toThrow(/within cannot take the backup \(ENOTDIR\)/)
})

test('a bucket that refuses says so, and which rights are needed', async () => {
  const refused = store(bucket({ accessKeyId: 'WRONG' }))
  await expect(refused).rejects.toThrow(
    /^The bucket backups refuses the backup \(P\w+ 403 .*s3:PutObject/
  )
  expect(await bucket().list()).toEqual([])
  const missing = store(bucket({}, 's3://none/night'))
  await expect(missing).rejects.toThrow(
    /^The bucket none refuses the backup \(P\w+ 404 NoSuchBucket/
  )
})

test('a bucket that refuses or lacks a backup says so when one is read', async () => {
  const refused = verify(bucket({ accessKeyId: 'WRONG' }))
  await expect(refused).rejects.toThrow(/^The bucket backups refuses the backup \(GET 403/)
  await expect(verify(bucket())).rejects.toThrow(`s3://backups/night/${name} does not exist.`)
})

test('a storage that is away is named, and a place that is none is refused', async () => {
  const away = store(bucket({ endpoint: 'http://127.0.0.1:9' }))
  await expect(away).rejects.toThrow(/^The storage of the bucket backups cannot be used/)
  expect(() => destinationOf('s3://', {})).toThrow('write s3://BUCKET')
  expect(() => destinationOf('s3://backups', {})).toThrow('STOA_BACKUP_S3_ACCESS_KEY_ID')
})

test('a backup in a folder is for its owner only', async () => {
  await store(onDisk())
  expect((await stat(onDisk().placeOf(name))).mode & 0o777).toBe(0o600)
})
