import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { connect, openPool, type Connection, type ConnectionTarget } from '@stoa/core/database'
import { version } from '@stoa/core/release'
import { startEmbedded, type Embedded } from '@stoa/embedded-postgres'
import { openConnections, migrateDatabase } from '../../src/database.ts'

const dataDirectory = mkdtempSync(join(tmpdir(), 'stoa-test-'))
let embedded: Embedded
let connection: Connection

beforeAll(async () => {
  embedded = await startEmbedded({ dataDirectory, disposable: true })
  connection = connect(embedded.target, { max: 1, name: 'stoa-test' })
})

afterAll(async () => {
  await connection.close()
  await embedded.stop()
  rmSync(dataDirectory, { recursive: true, force: true })
})

test('raw SQL gives 8 byte integers as numbers', async () => {
  const [row] = await connection.db.execute(sql`select 9007199254740991::bigint as n`)
  expect(row).toEqual({ n: 9007199254740991 })
})

test('every statement of drizzle is prepared, inside transactions too', async () => {
  await connection.db.execute(sql`select ${1}::int as outside`)
  await connection.db.transaction(async (tx) => {
    await tx.execute(sql`select ${1}::int as inside`)
    await tx.transaction((nested) => nested.execute(sql`select ${1}::int as nested`))
  })
  const rows = await connection.sql`select statement from pg_prepared_statements`
  const prepared = rows.map((row) => String(row['statement'])).join('\n')
  for (const name of ['outside', 'inside', 'nested']) expect(prepared).toContain(`as ${name}`)
})

test('statements are planned for flash, without JIT, whatever the server’s settings', async () => {
  const [row] = await connection.sql`
    select current_setting('jit') as jit, current_setting('random_page_cost') as page`
  expect(row).toEqual({ jit: 'off', page: '1.1' })
})

test('statements are counted, begin and commit too', async () => {
  const before = connection.statements()
  await connection.db.transaction((tx) => tx.execute(sql`select 1`))
  expect(connection.statements() - before).toBe(3)
})

test('a transaction that throws is rolled back', async () => {
  await connection.db.execute(sql`create temporary table kept (n int)`)
  const failing = connection.db.transaction(async (tx) => {
    await tx.execute(sql`insert into kept values (1)`)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await connection.db.execute(sql`select * from kept`)).toHaveLength(0)
})

test('pg reaches the same database', async () => {
  const pool = openPool(embedded.target, 1, () => {})
  expect((await pool.query('select current_database() as name')).rows).toEqual([{ name: 'stoa' }])
  await pool.end()
})

/** The names of all connections to the database, without those of the background. */
const names = async () => {
  const rows = await connection.sql`select distinct application_name as name from pg_stat_activity
    where datname = current_database() and application_name <> 'stoa-test'`
  return rows.map((row) => String(row['name'])).sort()
}

type Place = Extract<ConnectionTarget, { host: string }>

test('each connection is named by what it is for, whatever its URL says', async () => {
  const { host, port, database, user, password } = embedded.target as Place
  const place = `${encodeURIComponent(host)}:${port}/${database}?application_name=other`
  const target = { url: `postgres://${user}:${encodeURIComponent(password)}@${place}` }
  const node = openConnections({ target }, () => {})
  const command = openConnections({ target, logTo: process.stderr }, () => {})
  const pools = [node.connection, node.working, command.connection, command.working]
  for (const { sql } of pools) await sql`select 1`
  await node.connection.listen('named', () => {})
  const pool = openPool(target, 1, () => {})
  await pool.query('select 1')
  const own = [`stoa command/${version}`, 'stoa owner', `stoa worker/${version}`, `stoa/${version}`]
  expect(await names()).toEqual(own)
  // The migration waits for this lock.
  await connection.sql`select pg_advisory_lock(1937008482)`
  const migrating = migrateDatabase(target)
  await vi.waitFor(async () => expect(await names()).toContain('stoa upgrade'))
  expect((await names()).filter((name) => !own.includes(name))).toEqual(['stoa upgrade'])
  await connection.sql`select pg_advisory_unlock(1937008482)`
  await migrating
  await Promise.all([...pools.map((one) => one.close()), pool.end()])
})
