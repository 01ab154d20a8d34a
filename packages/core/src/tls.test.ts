import { expect, test } from 'vitest'
import { databaseAt, tlsModeFor, type TlsMode } from './tls.ts'

const sslOf = (address: string, wanted?: TlsMode) => databaseAt(address, wanted, undefined).ssl

test.each(['localhost', '127.0.0.1', '[::1]', '', '/var/run/postgresql'])(
  'on this machine (%s) TLS is off unless a setting says otherwise',
  (host) => {
    const address = `postgres://stoa@${encodeURIComponent(host)}/stoa`.replace(
      '%5B%3A%3A1%5D',
      host
    )
    expect(sslOf(host ? address : 'postgres:///stoa')).toBe(false)
    expect(tlsModeFor(host, undefined)).toBe('off')
    expect(tlsModeFor(host, 'verify')).toBe('verify')
  }
)

test('on other hosts certificates are checked unless a setting says otherwise', () => {
  expect(tlsModeFor('mail.example', undefined)).toBe('verify')
  const elsewhere = 'postgres://stoa@db.example/stoa'
  expect(sslOf(elsewhere)).toMatchObject({ rejectUnauthorized: true })
  expect(sslOf(elsewhere, 'unverified')).toMatchObject({ rejectUnauthorized: false })
  expect(sslOf(elsewhere, 'off')).toBe(false)
  const address = { rejectUnauthorized: true, host: 'fd00::1' }
  expect(sslOf('postgres://stoa@[fd00::1]/stoa')).toEqual(address)
})

test.each([
  ['disable', false],
  ['require', { rejectUnauthorized: false }],
  ['no-verify', { rejectUnauthorized: false }],
  ['verify-full', { rejectUnauthorized: true }],
  ['verify-ca', { rejectUnauthorized: true, checkServerIdentity: expect.any(Function) as unknown }]
])('sslmode=%s in the address overrides the setting', (mode, ssl) => {
  const address = `postgres://stoa@db.example/stoa?sslmode=${mode}`
  for (const wanted of ['verify', 'unverified', 'off'] as const)
    expect(databaseAt(address, wanted, undefined)).toEqual({
      url: 'postgres://stoa@db.example/stoa',
      ssl
    })
})

test('allow and prefer leave it to the setting, and unknown modes are refused', () => {
  const address = (mode: string) => `postgres://stoa@db.example/stoa?sslmode=${mode}`
  expect(sslOf(address('prefer'))).toMatchObject({ rejectUnauthorized: true })
  expect(sslOf(address('allow'), 'off')).toBe(false)
  expect(() => sslOf(address('on'))).toThrow('sslmode=on')
  const missing = `${address('verify-full')}&sslrootcert=/nowhere.pem`
  expect(() => sslOf(missing)).toThrow('sslrootcert in DATABASE_URL is set to /nowhere.pem')
})

test.each([
  ['ssl=0', false],
  ['ssl=false', false],
  ['ssl=no-verify', { rejectUnauthorized: false, ca: ['PEM'] }],
  ['ssl=true', { rejectUnauthorized: true, ca: ['PEM'] }],
  ['ssl=1', { rejectUnauthorized: true, ca: ['PEM'] }],
  ['ssl=0&sslmode=verify-full&sslmode=disable', { rejectUnauthorized: true, ca: ['PEM'] }]
])('%s is removed from the address, so that both drivers do the same', (query, ssl) => {
  expect(databaseAt(`postgres://stoa@db.example/stoa?${query}`, 'verify', ['PEM'])).toEqual({
    url: 'postgres://stoa@db.example/stoa',
    ssl
  })
})

test.each(['sslcert=/a.pem', 'sslkey=/a.pem', 'sslnegotiation=direct', 'hostaddr=203.0.113.1'])(
  '%s in the address is refused with a message: only one driver would follow it',
  (query) => {
    const [name] = query.split('=')
    expect(() => sslOf(`postgres://stoa@db.example/stoa?${query}`)).toThrow(
      `DATABASE_URL contains ${name}, which is not supported`
    )
  }
)

test.each([
  ['postgres:///stoa?host=db.example&port=5433', 'postgres://db.example:5433/stoa', true],
  ['postgres://localhost/stoa?host=db.example', 'postgres://db.example/stoa', true],
  ['postgres:///stoa?host=fd00::1', 'postgres://[fd00::1]/stoa', true],
  ['postgres:///stoa?host=%2Frun%2Fpg', 'postgres://%2Frun%2Fpg/stoa', false],
  ['postgres:///stoa', 'postgres://localhost/stoa', false],
  ['postgres://stoa@[::1]/stoa', 'postgres://stoa@[::1]/stoa', false]
])('%s leads to one server, which decides about TLS', (address, url, isEncrypted) => {
  const database = databaseAt(address, undefined, undefined)
  expect({ url: database.url, isEncrypted: database.ssl !== false }).toEqual({ url, isEncrypted })
})
