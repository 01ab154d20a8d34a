import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfiguration } from '@stoa/core/server'
import { connect, openPool } from '@stoa/core/database'
import {
  startOutsidePostgres,
  type OutsidePostgres
} from '../../bench/restarts/outside-postgres.ts'
import { migrateDatabase, startDatabase } from '../../src/database.ts'
import { freePort } from './server.ts'

const folder = mkdtempSync(join(tmpdir(), 'stoa-test-'))
const STOA_TLS_CA = join(folder, 'authority.pem')
let encrypted: OutsidePostgres
let plain: OutsidePostgres

beforeAll(async () => {
  const altNames = [{ type: 7, ip: '127.0.0.1' } as const]
  const extensions = [{ name: 'subjectAltName', altNames } as const]
  const made = await generate([{ name: 'commonName', value: 'db.test' }], { extensions })
  writeFileSync(STOA_TLS_CA, made.cert)
  encrypted = await startOutsidePostgres(await freePort(), { certificate: made })
  plain = await startOutsidePostgres(await freePort())
})

afterAll(async () => {
  await encrypted.remove()
  await plain.remove()
  rmSync(folder, { recursive: true })
})

/** Starts the database with these settings. Returns whether each driver uses TLS. */
async function start({ url }: OutsidePostgres, env: Record<string, string>, query = '') {
  const STOA_DATA = join(folder, 'data')
  const STOA_SECRET = 'a-secret-of-at-least-32-characters'
  const settings = { STOA_DATA, STOA_SECRET, DATABASE_URL: url + query, ...env }
  const { target } = await startDatabase(readConfiguration(settings))
  await migrateDatabase(target)
  const { sql, close } = connect(target, { max: 1 })
  const pool = openPool(target, 1, () => {})
  const isEncrypted = 'select ssl from pg_stat_ssl where pid = pg_backend_pid()'
  const rows = [...(await sql.unsafe(isEncrypted)), ...(await pool.query(isEncrypted)).rows]
  await close()
  await pool.end()
  return rows.map((row) => (row as { ssl: boolean }).ssl)
}

test('a PostgreSQL with an untrusted certificate is refused with a message', async () => {
  const refused = start(encrypted, { STOA_DATABASE_TLS: 'verify' })
  await expect(refused).rejects.toThrow(
    /certificate is not trusted.* STOA_TLS_CA.* STOA_DATABASE_TLS=unverified/
  )
})

test('its authority, a setting or the address makes it accepted', async () => {
  const both = [true, true]
  const verify = { STOA_DATABASE_TLS: 'verify' }
  expect(await start(encrypted, { ...verify, STOA_TLS_CA })).toEqual(both)
  expect(await start(encrypted, { STOA_DATABASE_TLS: 'unverified' })).toEqual(both)
  expect(await start(encrypted, verify, '?sslmode=require')).toEqual(both)
  expect(await start(encrypted, { ...verify, STOA_TLS_CA }, '?ssl=true')).toEqual(both)
  expect(await start(encrypted, verify, '?ssl=no-verify')).toEqual(both)
  expect(await start(encrypted, verify, '?ssl=0')).toEqual([false, false])
  const own = `?sslmode=verify-full&sslrootcert=${encodeURIComponent(STOA_TLS_CA)}`
  expect(await start(encrypted, {}, own)).toEqual(both)
  expect(await start(encrypted, {})).toEqual([false, false])
})

test('a PostgreSQL without TLS is refused with a message unless allowed', async () => {
  const refused = start(plain, { STOA_DATABASE_TLS: 'verify' })
  await expect(refused).rejects.toThrow(/does not offer TLS.* STOA_DATABASE_TLS=off/)
  expect(await start(plain, { STOA_DATABASE_TLS: 'off' })).toEqual([false, false])
})

test('an unreadable authority file is named', async () => {
  const refused = start(plain, { STOA_TLS_CA: join(folder, 'missing.pem') })
  await expect(refused).rejects.toThrow(/^STOA_TLS_CA is set to .*missing.pem.* \(ENOENT\)/)
})
