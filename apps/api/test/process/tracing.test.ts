import { realpathSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startCollector } from '../tracing/collector.ts'
import { freePort, newDataFolder, run } from './server.ts'

const STOA_DATA = newDataFolder()
const PORT = String(await freePort())
const settings = { STOA_DATA, PORT, STOA_DEMO: 'off' }
const origin = `http://127.0.0.1:${PORT}`

afterAll(() => {
  rmSync(realpathSync(join(STOA_DATA, 'postgres')), { recursive: true, force: true })
  rmSync(dirname(STOA_DATA), { recursive: true, force: true })
})

const signIn = () =>
  fetch(`${origin}/api/v1/sessions`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'nobody', password: 'a harbour of paper boats' })
  }).then(({ status }) => status)

test('what is traced is delivered before the server ends', async () => {
  const collector = await startCollector()
  const server = run('main', { ...settings, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url })
  await server.says('Stoa is ready')
  expect([await signIn(), await signIn()]).toEqual([401, 401])
  server.kill('SIGTERM')
  expect(await server.exit).toMatchObject({ code: 0, stderr: '' })
  await collector.close()
  const named = (name: string) => collector.spans.filter((span) => span.name === name)
  const requests = named('POST /api/v1/sessions')
  const verbs = named('accounts.signIn')
  expect(requests).toHaveLength(2)
  expect(verbs.map(({ parentSpanId }) => parentSpanId).toSorted()).toEqual(
    requests.map(({ spanId }) => spanId).toSorted()
  )
})

test('a server whose collector is away serves, and ends as it is told', async () => {
  const server = run('main', { ...settings, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' })
  await server.says('Stoa is ready')
  expect(await signIn()).toBe(401)
  server.kill('SIGTERM')
  expect(await server.exit).toMatchObject({ code: 0, stderr: '' })
})
