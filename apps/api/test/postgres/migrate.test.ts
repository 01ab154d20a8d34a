import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, migrate, type Connection } from '@stoa/core/database'
import { startEmbedded, type Embedded } from '@stoa/embedded-postgres'

const folder = fileURLToPath(new URL('../../../../migrations', import.meta.url))
const dataDirectory = mkdtempSync(join(tmpdir(), 'stoa-test-'))
let embedded: Embedded
let connection: Connection

beforeAll(async () => {
  embedded = await startEmbedded({ dataDirectory, disposable: true })
  connection = connect(embedded.target, { max: 1 })
})

afterAll(async () => {
  await connection.close()
  await embedded.stop()
  rmSync(dataDirectory, { recursive: true, force: true })
})

const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

const applied = async () =>
  (await connection.sql`select hash from drizzle.__drizzle_migrations order by id`).map((row) =>
    String(row['hash'])
  )

test('two nodes may migrate in parallel, and each migration is applied once', async () => {
  await Promise.all([migrate(embedded.target, folder), migrate(embedded.target, folder)])
  const files = readMigrationFiles({ migrationsFolder: folder })
  expect(await applied()).toEqual(files.map((file) => file.hash))
})

test('the journal lists exactly the files, in their order', () => {
  const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8'))
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  expect(journal.entries.map((entry: { tag: string }) => `${entry.tag}.sql`)).toEqual(files.sort())
})

test('only the newest snapshot of the schema is kept', () => {
  const snapshots = readdirSync(join(folder, 'meta')).filter((name) => name.includes('snapshot'))
  const [newest = ''] = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .reverse()
  expect(snapshots).toEqual([`${newest.slice(0, 4)}_snapshot.json`])
})

test('jobs can be added after a migration', async () => {
  const [job] = await connection.sql`select (graphile_worker.add_job('effects')).id`
  expect(job?.['id']).toBeGreaterThan(0)
})

/** Tries to start on a database with these migrations. @returns the sentence that refuses it */
async function refusal(hashes: string[]): Promise<string> {
  const { sql } = connection
  const before = await applied()
  await sql`delete from drizzle.__drizzle_migrations`
  for (const hash of hashes)
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, 9)`
  const refused = migrate(embedded.target, folder).then(
    () => 'none',
    ({ message }) => message
  )
  const sentence = await refused
  await sql`delete from drizzle.__drizzle_migrations`
  for (const hash of before)
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, 9)`
  return sentence
}

test('a database of another history is refused with the reason', async () => {
  const [first = '', ...others] = await applied()
  expect(await refusal([first, ...others, 'new'])).toContain('migrated by a newer version')
  expect(await refusal([first, 'draft', ...others])).toContain('that no release of Stoa has')
  expect(await refusal([first, 'draft'])).toContain('that no release of Stoa has')
  expect(await refusal(['old', 'older'])).toContain('was made before Stoa 0.2.0')
})

test('a migration is never edited', () => {
  const frozen = JSON.parse(readFileSync(new URL('frozen.json', import.meta.url), 'utf8'))
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  const hashes = files.map((name) => [name, hashOf(join(folder, name))])
  expect(Object.fromEntries(hashes)).toEqual(frozen)
})

test('an unreachable database is named without its password', async () => {
  const target = { url: 'postgres://stoa:hidden@127.0.0.1:9/stoa' }
  const failure = await migrate(target, folder).catch((error: Error) => error.message)
  expect(failure).toMatch(/127\.0\.0\.1:9\/stoa cannot be used \(ECONNREFUSED\)/)
  expect(failure).not.toContain('hidden')
})
