import { AsyncLocalStorage } from 'node:async_hooks'
import { sql } from 'drizzle-orm'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, openPool, type Connection } from '@stoa/core/database'
import { startEmbedded, type Embedded } from '@stoa/embedded-postgres'

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

test('a connection keeps nothing of the request that opened it', async () => {
  const request = new AsyncLocalStorage<string>()
  const { promise, resolve } = Promise.withResolvers<string | undefined>()
  const hear = () => resolve(request.getStore())
  await request.run('a request', () => connection.listen('heard', hear))
  await connection.sql.notify('heard', '')
  expect(await promise).toBeUndefined()
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

/** Bytes that only a full garbage collection may free. */
const oldBytes = () =>
  getHeapSpaceStatistics()
    .filter(({ space_name: name }) => /^(?:old|large_object)_space$/.test(name))
    .reduce((sum, { space_used_size: size }) => sum + size, 0)

test('what statements answered is free without a full garbage collection', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as (options: { type: 'minor' }) => void
  const readTwenty = async () => {
    for (let times = 0; times < 20; times += 1)
      await connection.db.execute(sql`select i, 'a text' as text from generate_series(1, 2000) i`)
    // What is left after the second is taken for old.
    for (const type of ['minor', 'minor'] as const) collect({ type })
    return oldBytes()
  }
  await readTwenty()
  const before = await readTwenty()
  expect((await readTwenty()) - before).toBeLessThan(500_000)
})
