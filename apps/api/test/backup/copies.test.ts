import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer as bytesOf } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { connect } from '@stoa/core/database'
import { readTable } from '../../src/backup/tables.ts'
import { createDatabase, type TestDatabase } from '../database.ts'
import { run } from '../process/server.ts'
import { startRelay } from './relay.ts'

let database: TestDatabase
let folder: string

beforeAll(async () => {
  database = await createDatabase()
  folder = await mkdtemp(join(tmpdir(), 'stoa-backup-'))
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})

async function overRelay() {
  const relay = await startRelay(inject('server'))
  const connection = connect(relay.over(database.target), { max: 1 })
  const read = (table: string, silenceLimit?: number) =>
    readTable(connection.sql, { name: table, columns: ['text'] }, silenceLimit)
  return { ...relay, connection, read }
}

test('a table without rows is read after one that ends with a long row', async () => {
  const { connection, read, stop } = await overRelay()
  await connection.sql`create table long_rows as select repeat('0123456789', 20000) as text`
  await connection.sql`create table no_rows (text text)`
  for (let time = 0; time < 5; time += 1) {
    expect((await bytesOf(read('long_rows'))).length).toBe(200_001)
    expect((await bytesOf(read('no_rows'))).length).toBe(0)
  }
  stop()
})

test('a copy without a byte for too long fails, and names its table', async () => {
  const { connection, read, silence, stop } = await overRelay()
  await connection.sql`
    create table many_rows as select repeat('x', 1000) as text from generate_series(1, 9000)`
  const rows = read('many_rows', 50)
  await rows.next()
  silence()
  await expect(bytesOf(rows)).rejects.toThrow(/no more bytes of the table many_rows/)
  stop()
})

const signals = ['SIGTERM', 'SIGINT'] as const
test.concurrent.each(signals)('a backup ended by %s leaves nothing', async (signal) => {
  const relay = await startRelay(inject('server'), 'from users) to stdout')
  const env = {
    DATABASE_URL: (relay.over(database.target) as { url: string }).url,
    STOA_SECRET: 'a secret of at least 32 characters, or more',
    STOA_ORIGIN: 'https://forum.example.test',
    STOA_DATA: join(folder, `data-${signal}`)
  }
  const kept = join(folder, signal)
  const backup = run('cli', env, ['backup', '--to', kept])
  await expect.poll(() => readdir(kept), { timeout: 60_000 }).toHaveLength(1)
  backup.kill(signal)
  const { code, stderr } = await backup.exit
  expect([code, stderr]).toEqual([1, expect.stringContaining('ended before it was complete')])
  expect(await readdir(kept)).toEqual([])
  relay.stop()
})
