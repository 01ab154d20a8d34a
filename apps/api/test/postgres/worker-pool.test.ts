import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorkerPool } from '@stoa/core/database'
import { startEmbedded, type Embedded } from '@stoa/embedded-postgres'

const dataDirectory = mkdtempSync(join(tmpdir(), 'stoa-test-'))
let embedded: Embedded

beforeAll(async () => {
  embedded = await startEmbedded({ dataDirectory, disposable: true })
})

afterAll(async () => {
  await embedded.stop()
  rmSync(dataDirectory, { recursive: true, force: true })
})

test('a pool that closes first serves who already waits for a connection', async () => {
  const pool = openWorkerPool(embedded.target, 1, () => undefined)
  const first = await pool.connect()
  const waiting = pool.connect()
  const closed = pool.end()
  first.release()
  const second = await waiting
  expect((await second.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  second.release()
  await closed
})
