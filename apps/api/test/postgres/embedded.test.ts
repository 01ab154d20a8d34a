import { execFileSync, spawn } from 'node:child_process'
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { connect } from '@stoa/core/database'
import { startEmbedded, type Embedded } from '@stoa/embedded-postgres'
import { scratchFolder } from '../cluster.ts'

let dataDirectory: string
let running: Embedded[]

async function newFolder() {
  dataDirectory = mkdtempSync(join(await scratchFolder(), 'stoa-test-'))
  running = []
}

async function stopAll() {
  for (const embedded of running) await embedded.stop()
  rmSync(dataDirectory, { recursive: true, force: true })
}

async function start(options: { join?: boolean; dataDirectory?: string } = {}) {
  const embedded = await startEmbedded({ dataDirectory, disposable: true, ...options })
  running.push(embedded)
  return embedded
}

async function query(embedded: Embedded, statement: string) {
  const connection = connect(embedded.target, { max: 1 })
  return connection.sql.unsafe(statement).finally(() => connection.close())
}

/** Starts the server in another Node process, and kills that process once the server is up. */
async function startAndKill() {
  const options = JSON.stringify({ dataDirectory, disposable: true })
  const program = `import('@stoa/embedded-postgres').then((m) => m.startEmbedded(${options})).then(() => {
    process.stdout.write('up'); setInterval(() => {}, 1000) })`
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
}

const logs = () => {
  const folder = join(dataDirectory, 'postgres/log')
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join()
}

const serverPid = () =>
  readFileSync(join(dataDirectory, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]

describe('a running embedded database', () => {
  let embedded: Embedded

  beforeAll(async () => {
    await newFolder()
    embedded = await start()
  })

  afterAll(stopAll)

  test('needs the generated password, which only its owner can read', async () => {
    const stranger = { ...embedded, target: { ...embedded.target, password: 'guess' } }
    await expect(query(stranger, 'select 1')).rejects.toThrow(/password authentication failed/)
    const file = join(dataDirectory, 'postgres/stoa.password')
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test('gives Stoa a role limited to its database, and no superuser', async () => {
    await expect(query(embedded, "copy (select 1) to program 'id'")).rejects.toThrow(/denied/)
    const superuser = {
      ...embedded,
      target: { ...embedded.target, user: 'postgres', password: '' }
    }
    await expect(query(superuser, 'select 1')).rejects.toThrow()
    await query(embedded, 'create extension pg_trgm')
  })

  test('logs no statements and no values', async () => {
    await query(embedded, 'create table once (word text primary key)')
    const twice = "insert into once values ('canary'), ('canary')"
    await expect(query(embedded, twice)).rejects.toThrow(/duplicate/)
    // A process of PostgreSQL writes the log a moment later.
    await vi.waitFor(() => expect(logs()).toContain('duplicate key'), 5000)
    expect(logs()).not.toContain('canary')
  })

  test('refuses a second owner while the first lives, and lets a command join', async () => {
    await expect(start()).rejects.toThrow(/already running/)
    const command = await start({ join: true })
    await command.stop()
    expect(await query(embedded, 'select 1 as n')).toEqual([{ n: 1 }])
  })
})

describe('the embedded database', () => {
  beforeEach(newFolder)
  afterEach(stopAll)

  test('keeps its data over a restart', async () => {
    const first = await start()
    await query(first, 'create table kept as select 42 as n')
    await first.stop()
    const second = await start()
    const pid = serverPid()
    await first.stop()
    expect(serverPid()).toBe(pid)
    expect(await query(second, 'select n from kept')).toEqual([{ n: 42 }])
  })

  test('passes on no secret of the environment', async () => {
    process.env['STOA_SECRET'] = 'canary'
    await start().finally(() => delete process.env['STOA_SECRET'])
    expect(readFileSync(`/proc/${serverPid()}/environ`, 'utf8')).not.toContain('canary')
  })

  test('is taken over from a killed Node without a restart', async () => {
    await startAndKill()
    const left = serverPid()
    const embedded = await start()
    expect(serverPid()).toBe(left)
    await embedded.stop()
    expect(() => serverPid()).toThrow(/ENOENT/)
  })

  test('ignores a pid file whose pid now belongs to another process', async () => {
    await (await start()).stop()
    const file = join(dataDirectory, 'postgres/postmaster.pid')
    writeFileSync(file, `${process.pid}\n${join(dataDirectory, 'postgres')}\n0\n5432\n/tmp\n\n`)
    expect(await query(await start(), 'select 1 as n')).toEqual([{ n: 1 }])
  })

  test('reports why it did not start', async () => {
    await (await start()).stop()
    writeFileSync(join(dataDirectory, 'postgres/PG_VERSION'), '12\n')
    await expect(start()).rejects.toThrow(/PostgreSQL did not start: .*incompatible/)
  })

  test.runIf(process.getuid?.() === 0)(
    'is copied out of a folder that only root can enter',
    async () => {
      const inside = join(dataDirectory, 'data')
      execFileSync('mkdir', ['-m', '700', inside])
      const embedded = await start({ dataDirectory: inside })
      expect(embedded.notice).toMatch(/stored in \/var\/lib\/stoa\/[0-9a-f]{16}\./)
      const place = realpathSync(join(inside, 'postgres'))
      await embedded.stop()
      rmSync(place, { recursive: true })
      await expect(start({ dataDirectory: inside })).rejects.toThrow(/is missing: restore/)
    }
  )
})
