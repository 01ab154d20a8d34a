import { realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname, join } from 'node:path'
import { Registry } from 'prom-client'
import { connect } from '@stoa/core/database'
import { afterAll, expect, test } from 'vitest'
import { readDatabase } from '../../src/metrics/database.ts'
import { freePort, newDataFolder, run } from './server.ts'

const STOA_DATA = newDataFolder()
const [PORT, STOA_METRICS_PORT] = [String(await freePort()), String(await freePort())]
const settings = { STOA_DATA, PORT, STOA_METRICS_PORT, STOA_DEMO: 'off' }
const forum = (path: string) => fetch(`http://127.0.0.1:${PORT}${path}`)
const metrics = (path = '/metrics') => fetch(`http://127.0.0.1:${STOA_METRICS_PORT}${path}`)

afterAll(() => {
  rmSync(realpathSync(join(STOA_DATA, 'postgres')), { recursive: true, force: true })
  rmSync(dirname(STOA_DATA), { recursive: true, force: true })
})

/** The value of the first line that begins with `name`. */
const valueOf = (text: string, name: string) => {
  const line = text.split('\n').find((one) => one.startsWith(name))
  return line === undefined ? undefined : Number(line.split(' ').at(-1))
}

test('metrics have their own listener, which ends with the forum', async () => {
  const server = run('main', settings)
  await server.says('Stoa is ready')
  for (const path of ['/terms', '/terms', '/t/1', '/api/v1/threads/1', '/api/v1/threads/2'])
    await forum(path)
  expect((await forum('/metrics')).status).toBe(404)
  expect((await metrics('/')).status).toBe(404)
  for (const path of ['/healthz', '/readyz']) expect((await metrics(path)).status).toBe(200)
  const answer = await metrics()
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=/)
  const text = await answer.text()
  const requests = 'stoa_http_request_duration_seconds_count{method="GET",route='
  expect(valueOf(text, `${requests}"/api/v1/threads/:id",status="4xx"}`)).toBe(2)
  expect(text).not.toMatch(/threads\/1/)
  expect(valueOf(text, 'stoa_page_cache_hits_total')).toBe(1)
  for (const more of [
    'stoa_page_cache_bytes',
    'stoa_database_statements_total',
    'stoa_database_connections{application="stoa"',
    'nodejs_eventloop_lag_p99_seconds',
    'process_resident_memory_bytes',
    'stoa_database_up'
  ])
    expect(valueOf(text, more), more).toBeGreaterThan(0)
  for (const none of [
    'stoa_live_streams',
    'stoa_jobs{state="failed"}',
    'stoa_jobs{state="retrying"}',
    'stoa_jobs_oldest_due_seconds',
    'stoa_events_waiting'
  ])
    expect(valueOf(text, none), none).toBe(0)
  server.kill('SIGTERM')
  expect(await server.exit).toMatchObject({ code: 0, stderr: '' })
  await expect(metrics()).rejects.toThrow()
})

test('while the database is unreachable only that is reported', async () => {
  const away = connect({ url: 'postgres://stoa@127.0.0.1:9/stoa' })
  const registry = new Registry()
  readDatabase(registry, away)
  const text = await registry.metrics()
  await away.close()
  expect(valueOf(text, 'stoa_database_up ')).toBe(0)
  expect(text).not.toMatch(/^stoa_(jobs|events|database_connections)/m)
})

test('a taken port is named by its setting', async () => {
  const other = createServer().listen(Number(STOA_METRICS_PORT), '127.0.0.1')
  const { code, stderr } = await run('main', settings).exit
  other.close()
  expect([code, stderr]).toEqual([1, expect.stringMatching('set STOA_METRICS_PORT to another')])
})
