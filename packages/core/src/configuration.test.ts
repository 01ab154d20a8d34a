import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfiguration, secretFor } from './configuration.ts'

const secret = 'a-secret-of-at-least-32-characters'
const server = { DATABASE_URL: 'postgres://stoa@db.example/stoa', STOA_SECRET: secret }
let folder: string
let STOA_DATA: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stoa-test-'))
  STOA_DATA = join(folder, 'data')
})

afterEach(() => rmSync(folder, { recursive: true }))

const read = (env: NodeJS.ProcessEnv = {}) => readConfiguration({ STOA_DATA, ...env })

test('without settings it is a demo on this machine with the embedded database', () => {
  const configuration = read()
  expect(configuration).toMatchObject({ port: 3000, host: '127.0.0.1', role: 'all', demo: true })
  expect(configuration.origin).toBe('http://127.0.0.1:3000')
  expect(configuration.databaseUrl).toBeUndefined()
})

test('an empty value counts as unset', () => {
  expect(read({ PORT: '', STOA_ORIGIN: '' }).port).toBe(3000)
})

test('a mistyped name is refused with the nearest one', () => {
  expect(() => read({ STOA_ORIGN: 'http://x.example' })).toThrow(/STOA_ORIGN.*STOA_ORIGIN\?/)
})

test.each([
  { PORT: '70000' },
  { PORT: 'http' },
  { PORT: '30.5' },
  { STOA_DRAIN: '301' },
  { STOA_DEMO: 'maybe' },
  { STOA_MEILI_PREFIX: 'a b' },
  { STOA_SMTP_URL: 'mail.example' },
  { STOA_MAIL_FROM: 'forum' },
  { STOA_S3_ENDPOINT: 's3.example' },
  { STOA_ROLE: 'both' },
  { STOA_ORIGIN: 'forum.example' },
  { STOA_ORIGIN: 'https://forum.example/path' },
  { DATABASE_URL: 'mysql://x' },
  { LOG_LEVEL: 'loud' },
  { STOA_PAGE_CACHE: '0' },
  { STOA_DATABASE_TLS: 'require' },
  { STOA_SMTP_TLS: 'on' },
  { STOA_SECRET: 'short' },
  { STOA_MEILI_URL: 'search' },
  { STOA_SECURITY_CONTACT: 'http://forum.example/security' },
  { STOA_SECURITY_CONTACT: 'ask for Anna' },
  { STOA_TRUST_PROXY: 'true' },
  { STOA_TRUST_PROXY: '10.0.0.0/33' },
  { OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318' },
  { OTEL_TRACES_SAMPLER_ARG: '10' },
  { OTEL_EXPORTER_OTLP_HEADERS: 'hunter2' },
  { OTEL_EXPORTER_OTLP_HEADERS: 'authorization=hunter2%0d%0a' },
  { OTEL_EXPORTER_OTLP_HEADERS: 'authorization=hunter2%ff' }
])('a bad value is refused by its name, with what to write: %j', (env) => {
  expect(() => read(env)).toThrow(new RegExp(`^${Object.keys(env)[0]} is not valid \\(it must `))
})

test.each([
  [{ PORT: '0' }, 'it must be at least 1'],
  [{ PORT: 'http' }, 'it must be a number'],
  [{ STOA_ROLE: 'both' }, 'it must be one of all, web, worker'],
  [{ STOA_SECRET: 'short' }, 'it must have at least 32 characters'],
  [{ DATABASE_URL: 'mysql://x' }, 'it must be postgres://']
])('what to write is said in words of our own: %j', (env, words) => {
  expect(() => read(env)).toThrow(words)
})

test.each([
  [{ STOA_MEILI_URL: 'http://anna:hunter2@search.example' }, 'give the key as STOA_MEILI_KEY'],
  [{ STOA_MEILI_URL: 'http://hunter2@search.example' }, 'give the key as STOA_MEILI_KEY'],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://anna:hunter2@otel.example' }, '_OTLP_HEADERS'],
  [{ OTEL_EXPORTER_OTLP_HEADERS: 'hunter2' }, 'NAME=VALUE'],
  [{ STOA_MEILI_KEY: 'hunter2\n' }, 'line breaks'],
  [{ STOA_MEILI_KEY: 'hunter2钥' }, 'letters beyond ASCII'],
  [{ STOA_MEILI_SEARCH_KEY: 'Bearer hunter2' }, 'spaces']
])('what would leak is refused, and not quoted: %j', (env, words) => {
  expect(() => read(env)).toThrow(words)
  expect(() => read(env)).not.toThrow('hunter2')
})

test('PostgreSQL and mail on other hosts use TLS with a checked certificate', () => {
  const smtp = { STOA_SMTP_URL: 'smtp://mail.example' }
  const { databaseTls, smtpTls } = read({ ...server, ...smtp })
  expect(databaseTls).toEqual({ rejectUnauthorized: true })
  expect(smtpTls).toEqual({ mode: 'verify' })
  const off = read({ ...server, ...smtp, STOA_DATABASE_TLS: 'off', STOA_SMTP_TLS: 'unverified' })
  expect([off.databaseTls, off.smtpTls?.mode]).toEqual([false, 'unverified'])
  const here = { ...server, DATABASE_URL: 'postgres://stoa@localhost/stoa' }
  expect(read({ ...here, STOA_SMTP_URL: 'smtp://[::1]' })).toMatchObject({
    databaseTls: false,
    smtpTls: { mode: 'off' }
  })
})

test('proxies are a list of addresses and CIDRs', () => {
  const { trustProxy } = read({ STOA_TRUST_PROXY: '10.0.0.0/8, fd00::/8,192.0.2.7' })
  expect(trustProxy).toEqual(['10.0.0.0/8', 'fd00::/8', '192.0.2.7'])
})

test('a security contact is an address or URL, as a URL', () => {
  const contactOf = (given: string) => read({ STOA_SECURITY_CONTACT: given }).securityContact
  expect(contactOf('security@a.example')).toBe('mailto:security@a.example')
  expect(contactOf('https://a.example/security')).toBe('https://a.example/security')
})

test('the default sender names no product, but the host of the forum', () => {
  expect(read().mailFrom).toBe('forum@localhost')
  const configuration = read({ ...server, STOA_ORIGIN: 'https://forum.example' })
  expect(configuration.mailFrom).toBe('forum@forum.example')
})

test('off loopback the public URL is required', () => {
  expect(() => read({ HOST: '0.0.0.0' })).toThrow(/STOA_ORIGIN/)
  expect(read({ HOST: '0.0.0.0', STOA_ORIGIN: 'https://a.example/' }).origin).toBe(
    'https://a.example'
  )
})

test('demo is off by default with a server, another host or a public URL', () => {
  expect(read(server).demo).toBe(false)
  expect(read({ STOA_ORIGIN: 'http://127.0.0.1:3000' }).demo).toBe(false)
  expect(read({ STOA_DEMO: 'off' }).demo).toBe(false)
  expect(read({ ...server, STOA_DEMO: 'on' }).demo).toBe(true)
})

test.each([
  { STOA_ORIGIN: 'https://forum.example' },
  { STOA_TRUST_PROXY: '10.0.0.0/8' },
  { HOST: '0.0.0.0', STOA_ORIGIN: 'http://localhost:3000' }
])('demo is refused where others can reach it: %j', (env) => {
  expect(() => read({ ...env, STOA_DEMO: 'on' })).toThrow(/STOA_DEMO/)
})

test('a database server needs a secret', () => {
  expect(() => read({ ...server, STOA_SECRET: '' })).toThrow(/STOA_SECRET/)
})

test('the secret is created once, for its owner only', () => {
  const first = read().secret
  expect(first).toHaveLength(43)
  expect(read().secret).toBe(first)
  expect(readFileSync(join(STOA_DATA, 'secret'), 'utf8')).toBe(first)
  expect(statSync(join(STOA_DATA, 'secret')).mode & 0o777).toBe(0o600)
  expect(statSync(STOA_DATA).mode & 0o777).toBe(0o700)
})

test('a lost secret is not replaced', () => {
  read()
  writeFileSync(join(STOA_DATA, 'secret'), '')
  expect(() => read()).toThrow(/does not hold a secret/)
})

test('a data folder that is a file or has other files is refused', () => {
  const holder = join(folder, 'holder')
  mkdirSync(holder)
  writeFileSync(join(holder, 'thesis.txt'), '')
  mkdirSync(join(holder, 'empty'))
  expect(() => read({ STOA_DATA: holder })).toThrow(/holds other files/)
  expect(() => read({ STOA_DATA: join(holder, 'thesis.txt') })).toThrow(/ENOTDIR/)
  expect(read({ STOA_DATA: join(holder, 'empty') }).secret).toHaveLength(43)
})

test('S3 settings are complete or refused', () => {
  expect(read().s3).toBeUndefined()
  expect(() => read({ STOA_S3_BUCKET: 'uploads' })).toThrow(/STOA_S3_ACCESS_KEY_ID/)
  const keys = { STOA_S3_ACCESS_KEY_ID: 'id', STOA_S3_SECRET_ACCESS_KEY: 'key' }
  expect(read({ STOA_S3_BUCKET: 'uploads', ...keys }).s3?.bucket).toBe('uploads')
})

test('clamd listens on a port or on a socket', () => {
  expect(read().clamd).toBeUndefined()
  expect(read({ STOA_CLAMD: 'scan.example.org:3310' }).clamd).toEqual({
    ...{ host: 'scan.example.org', port: 3310 }
  })
  expect(read({ STOA_CLAMD: '[::1]:3310' }).clamd).toEqual({ host: '::1', port: 3310 })
  expect(read({ STOA_CLAMD: '/run/clamd.ctl' }).clamd).toEqual({ path: '/run/clamd.ctl' })
  for (const wrong of ['3310', 'clamd', 'http://clamd:3310', 'clamd:99999', 'a:1/b'])
    expect(() => read({ STOA_CLAMD: wrong })).toThrow(/^STOA_CLAMD is not valid/)
})

test('every purpose has its own key', () => {
  const key = secretFor({ secret }, 'tickets')
  expect(key).toHaveLength(32)
  expect(secretFor({ secret }, 'tickets')).toEqual(key)
  expect(secretFor({ secret }, 'links')).not.toEqual(key)
})

test('traces are sent to the path for them, with headers that are percent-encoded', () => {
  expect(read().traces).toBeUndefined()
  expect(
    read({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otel.example/otlp/',
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Basic%20YTpi==,x-team=forum',
      OTEL_TRACES_SAMPLER_ARG: '0.1'
    }).traces
  ).toEqual({
    url: 'https://otel.example/otlp/v1/traces',
    headers: { authorization: 'Basic YTpi==', 'x-team': 'forum' },
    share: 0.1,
    service: 'stoa'
  })
  const grpc = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://otel.example:4317' }
  expect(() => read(grpc)).toThrow('usually 4318')
})
