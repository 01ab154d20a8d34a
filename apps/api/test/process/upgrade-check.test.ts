import { mkdirSync, realpathSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { connect, migrate, type Connection } from '@stoa/core/database'
import { startEmbedded, type Embedded } from '@stoa/embedded-postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newDataFolder, run } from './server.ts'

const STOA_DATA = newDataFolder()
const folder = new URL('../../../../migrations', import.meta.url).pathname
let embedded: Embedded
let connection: Connection

beforeAll(async () => {
  mkdirSync(STOA_DATA, { mode: 0o700 })
  embedded = await startEmbedded({ dataDirectory: STOA_DATA })
  connection = connect(embedded.target, { max: 1, name: 'test' })
})

afterAll(async () => {
  await connection.close()
  await embedded.stop()
  rmSync(realpathSync(join(STOA_DATA, 'postgres')), { recursive: true, force: true })
  rmSync(dirname(STOA_DATA), { recursive: true, force: true })
})

const command = (...args: string[]) => run('cli', { STOA_DATA }, args).exit
const check = () => command('upgrade', '--check')

const applied = async () => {
  const [found] = await connection.sql`select to_regclass('drizzle.__drizzle_migrations') as name`
  if (!found?.['name']) return 0
  const [row] = await connection.sql`select count(*) as count from drizzle.__drizzle_migrations`
  return Number(row?.['count'])
}

test('it lists what would run with time and space, and changes nothing', async () => {
  const { code, stdout, stderr } = await check()
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^Stoa \S+ applies \d+ migrations, in .*:\n {2}0000_forum: /)
  expect(stdout).toMatch(
    /^The database has \d+ MB and grows by about \d+ MB\.\n\d+ MB are free in /m
  )
  expect(stdout).toContain('To go back means to restore a backup')
  expect(await applied()).toBe(0)
})

test('a node that is older than the release before is named, and nothing done', async () => {
  const older = connect(embedded.target, { max: 1, name: 'stoa/0.1.9' })
  await older.sql`select 1`
  const sentence =
    /^Stoa 0\.1\.9 runs on this database and cannot run beside \S+: stop it, or .*\n$/
  for (const refused of [await check(), await command('migrate')]) {
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toMatch(sentence)
  }
  expect(await applied()).toBe(0)
  await older.close()
})

test('nodes of the release before go on, and are named', async () => {
  const before = connect(embedded.target, { max: 1, name: 'stoa/0.2.0' })
  await before.sql`select 1`
  expect((await check()).stdout).toContain('Running nodes (0.2.0) go on meanwhile.')
  await before.close()
})

test('a database that is up to date, or none, is said', async () => {
  await migrate(embedded.target, folder)
  expect((await check()).stdout).toMatch(/^The database is that of Stoa \S+\.\n$/)
  const { code, stderr } = await run('cli', { STOA_DATA: newDataFolder() }, ['upgrade', '--check'])
    .exit
  expect([code, stderr]).toEqual([1, expect.stringMatching(/^There is no forum in /)])
})
