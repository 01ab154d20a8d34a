import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname, join } from 'node:path'
import { connect } from '@stoa/core/database'
import { startEmbedded } from '@stoa/embedded-postgres'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { freePort, newDataFolder, run } from './server.ts'

const STOA_DATA = newDataFolder()
let PORT: string

beforeAll(async () => {
  PORT = String(await freePort())
})

afterAll(() => {
  rmSync(realpathSync(join(STOA_DATA, 'postgres')), { recursive: true, force: true })
  rmSync(dirname(STOA_DATA), { recursive: true, force: true })
})

const started: ReturnType<typeof run>[] = []

afterEach(async () => {
  for (const server of started.splice(0)) {
    server.kill('SIGTERM')
    await server.exit
  }
})

function start(env: Record<string, string> = {}) {
  const server = run('main', { STOA_DATA, PORT, STOA_DEMO: 'off', ...env })
  started.push(server)
  return server
}

const page = async () => (await fetch(`http://127.0.0.1:${PORT}/sign-in`)).status

/** Starts with settings that must be refused, with one sentence and exit code 1. */
async function refusal(env: Record<string, string>) {
  const { code, stderr } = await start(env).exit
  expect(code).toBe(1)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  return stderr
}

test('it serves pages, and SIGTERM ends Node and PostgreSQL within ten seconds', async () => {
  const server = start()
  await server.says(`Stoa is ready at http://127.0.0.1:${PORT}`)
  await server.says(`Passkeys: open http://localhost:${PORT}`)
  expect(await page()).toBe(200)
  const asked = performance.now()
  server.kill('SIGTERM')
  expect(await server.exit).toMatchObject({ code: 0, stderr: '' })
  expect(performance.now() - asked).toBeLessThan(10_000)
  expect(existsSync(join(STOA_DATA, 'postgres/postmaster.pid'))).toBe(false)
})

test('the built server describes the API as JSON and as YAML', async () => {
  await start().says('Stoa is ready')
  const read = async (form: string) =>
    (await fetch(`http://127.0.0.1:${PORT}/api/docs/${form}`)).text()
  const described = JSON.parse(await read('json')) as { openapi: string }
  expect(described.openapi).toMatch(/^3\./)
  expect(parse(await read('yaml'))).toEqual(described)
})

test('a provider of the settings that is not valid stops the start', async () => {
  const refused = await refusal({ STOA_SIGN_IN_PROVIDERS: '[{"slug":"acme","secret":"hunter2"}]' })
  expect(refused).toMatch(/^STOA_SIGN_IN_PROVIDERS is not valid \(provider 1, /)
  expect(refused).not.toContain('hunter2')
})

test('after kill -9 the next start has all acknowledged data', async () => {
  const killed = start()
  await killed.says('Stoa is ready')
  const make = () => run('cli', { STOA_DATA }, ['user:create', 'survivor', 'survivor@example.org'])
  expect(await make().exit).toMatchObject({ code: 0, stderr: '' })
  killed.kill('SIGKILL')
  await killed.exit
  const next = start()
  await next.says('Stoa is ready')
  expect((await make().exit).stderr).toContain('taken')
  next.kill('SIGINT')
  expect((await next.exit).code).toBe(0)
})

test('a crashed PostgreSQL is reported and restarted by its owner', async () => {
  const server = start()
  await server.says('Stoa is ready')
  const file = join(STOA_DATA, 'postgres/postmaster.pid')
  const pid = () => (existsSync(file) ? readFileSync(file, 'utf8').split('\n')[0] : '')
  const ended = pid()
  process.kill(Number(ended), 'SIGKILL')
  await vi.waitFor(() => expect([ended, '']).not.toContain(pid()), 60_000)
  const ready = async () => (await fetch(`http://127.0.0.1:${PORT}/readyz`)).status
  await vi.waitFor(async () => expect(await ready()).toBe(200), { timeout: 60_000, interval: 50 })
  server.kill('SIGTERM')
  const stderr = expect.stringContaining('PostgreSQL stopped unexpectedly and is being restarted')
  expect(await server.exit).toMatchObject({ code: 0, stderr })
})

test('a second start on the same data is refused and does not disturb the first', async () => {
  const first = start()
  await first.says('Stoa is ready')
  expect(await refusal({ PORT: String(await freePort()) })).toMatch(/already running on/)
  expect(await page()).toBe(200)
})

test('a taken port is named before anything is started', async () => {
  const other = createServer().listen(Number(PORT), '127.0.0.1')
  const data = newDataFolder()
  expect(await refusal({ STOA_DATA: data })).toMatch(`Port ${PORT} is taken`)
  expect(existsSync(join(data, 'postgres'))).toBe(false)
  other.close()
})

test('an unusable data folder is named', async () => {
  const file = newDataFolder()
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, '')
  expect(await refusal({ STOA_DATA: file })).toMatch(/data folder .* cannot be used \(ENOTDIR\)/)
})

const STOA_SECRET = 'a-secret-of-at-least-32-characters'

test('an unreachable DATABASE_URL is named without its password', async () => {
  const DATABASE_URL = 'postgres://stoa:hidden@127.0.0.1:9/stoa'
  const text = await refusal({ DATABASE_URL, STOA_SECRET })
  expect(text).toMatch(/127\.0\.0\.1:9\/stoa cannot be used \(ECONNREFUSED\)/)
  expect(text).not.toContain('hidden')
})

test('an unknown setting stops the start', async () => {
  expect(await refusal({ STOA_DEMMO: 'on' })).toMatch(/did you mean STOA_DEMO\?/)
})

test('commands explain their refusals', async () => {
  const bad = run('cli', { STOA_DATA }, ['user:create', 'survivor', 'not-an-address'])
  expect(await bad.exit).toMatchObject({ code: 1, stdout: '' })
  const unknown = run('cli', { STOA_DATA }, ['user:delete'])
  expect((await unknown.exit).stderr).toMatch(/unknown command/)
  const help = run('cli', { STOA_DATA }, ['user:role', '--help'])
  expect(await help.exit).toMatchObject({ code: 0, stderr: '' })
})

test('a command refuses a wrong secret like the server, and changes nothing', async () => {
  const other = { STOA_DATA, STOA_SECRET }
  const made = run('cli', other, ['user:create', 'intruder', 'intruder@example.org'])
  const { code, stderr } = await made.exit
  expect([code, stderr]).toEqual([1, expect.stringMatching(/^STOA_SECRET is not the one .*\n$/)])
  expect(await refusal({ STOA_SECRET })).toBe(stderr)
  const audit = await run('cli', { STOA_DATA }, ['audit', '--user', 'intruder']).exit
  expect(audit.stdout).not.toContain('intruder')
})

test('the security log can be printed on the server, which is an event in it', async () => {
  const events = async (...options: string[]) => {
    const { code, stdout } = await run('cli', { STOA_DATA }, ['audit', ...options]).exit
    expect(code).toBe(0)
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string })
  }
  const [made] = await events('--user', 'survivor')
  expect(made).toMatchObject({ kind: 'account.created', subject: { username: 'survivor' } })
  expect((await events('--group', 'export')).map(({ kind }) => kind)).toContain(
    'export.security_log'
  )
})

test('a database of a newer version is refused', async () => {
  const embedded = await startEmbedded({ dataDirectory: STOA_DATA })
  const { sql, close } = connect(embedded.target)
  await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 1)`
  await close()
  await embedded.stop()
  expect(await refusal({})).toMatch(/newer version of Stoa/)
})
