import { sql } from 'drizzle-orm'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { connect, isDatabaseAway, type Connection } from '@stoa/core/database'
import { startEmbedded, type Embedded } from '@stoa/embedded-postgres'

const dataDirectory = mkdtempSync(join(tmpdir(), 'stoa-test-'))
const said: string[] = []
let embedded: Embedded
let connection: Connection

beforeAll(async () => {
  const say = (words: string) => said.push(words)
  embedded = await startEmbedded({ dataDirectory, disposable: true, say })
  connection = connect(embedded.target, { max: 4 })
})

afterAll(async () => {
  await connection.close()
  await embedded.stop()
  rmSync(dataDirectory, { recursive: true, force: true })
})

const postmaster = () =>
  Number(readFileSync(join(dataDirectory, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])

const answers = () =>
  connection.db.execute(sql`select 1`).then(
    () => true,
    () => false
  )

/** Sends statements and transactions until it is stopped, and returns the failures. */
function pollForever() {
  const failures: unknown[] = []
  let stopped = false
  const ask = async (statement: () => Promise<unknown>) => {
    while (!stopped) {
      await statement().catch((error) => failures.push(error))
      await sleep(5)
    }
  }
  const { db } = connection
  const one = () => db.execute(sql`select ${1}::int, pg_sleep(0.002)`)
  const several = () =>
    db.transaction(async (tx) => {
      await tx.execute(sql`select ${1}::int`)
      await sleep(Math.random() * 10)
      await tx.execute(sql`select ${2}::int`)
    })
  const asking = Array.from({ length: 12 }, (_, index) => ask(index % 2 ? one : several))
  return async () => {
    stopped = true
    await Promise.all(asking)
    return failures
  }
}

describe('a server that ends under load', () => {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const)
    test(`by ${signal} is started again, and no statement waits for ever`, async () => {
      const stop = pollForever()
      await sleep(300)
      const ended = postmaster()
      process.kill(ended, signal)
      // The server may be back before its absence is seen.
      await vi.waitFor(async () => {
        expect(postmaster()).not.toBe(ended)
        expect(await answers()).toBe(true)
      }, 60_000)
      const failures = await stop()
      expect(failures.filter((error) => !isDatabaseAway(error))).toEqual([])
      expect(said.join()).toContain('PostgreSQL stopped unexpectedly')
    })

  test('a transaction does not continue over another connection', async () => {
    await connection.db.execute(sql`create table kept (n int)`)
    const broken = connection.db.transaction(async (tx) => {
      const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
      await connection.db.execute(sql`select pg_terminate_backend(${row?.pid})`)
      for (let tries = 0; tries < 8; tries += 1) await answers()
      await tx.execute(sql`insert into kept values (1)`)
    })
    await expect(broken).rejects.toThrow()
    await sleep(100)
    expect(await connection.db.execute(sql`select * from kept`)).toEqual([])
  })
})
