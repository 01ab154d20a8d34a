import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { digestOf, writeArchive, type Contents } from '../../release/archive.ts'
import { contentsFor } from '../../release/contents.ts'
import { freePort } from './server.ts'

const isRoot = process.getuid?.() === 0
const nobody = 65_534
// Packing takes a quarter of a minute. The archive is the same with another PostgreSQL.
const isPacked =
  process.env['CI'] !== undefined && !process.env['DATABASE_URL'] && process.arch === 'x64'
const path = '/usr/local/bin:/usr/bin:/bin'

let folder: string
let contents: Contents
const inFolder = (...names: string[]) => join(folder, ...names)

/** Runs the launcher as a user who owns nothing, with these settings only. */
function stoa(args: string[], env: Record<string, string> = {}) {
  const user = isRoot ? { uid: nobody, gid: nobody } : {}
  const program = inFolder(contents.name, 'bin/stoa')
  const settings = { PATH: path, LOG_LEVEL: 'silent', ...env }
  const child = spawn(program, args, { ...user, cwd: folder, env: settings })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (text) => (output.stdout += String(text)))
  child.stderr.on('data', (text) => (output.stderr += String(text)))
  const exit = once(child, 'close').then(() => ({ code: child.exitCode, ...output }))
  return { child, exit }
}

/** A folder that only the launcher's user can write to. */
function newFolder(name: string): string {
  mkdirSync(inFolder(name), { mode: 0o700 })
  if (isRoot) chownSync(inFolder(name), nobody, nobody)
  return inFolder(name)
}

/** The start of PATH with a program that says this, instead of that of the system. */
function pretending(program: string, says: string): string {
  const bin = mkdtempSync(inFolder('bin-'))
  chmodSync(bin, 0o755)
  writeFileSync(join(bin, program), `#!/bin/sh\necho '${says}'\n`, { mode: 0o755 })
  return `${bin}:${path}`
}

async function answers(address: string) {
  for (;;) {
    const status = await fetch(address).then(
      (answer) => answer.status,
      () => undefined
    )
    if (status !== undefined) return status
    await wait(50)
  }
}

describe.runIf(isPacked)('the archive of a release', () => {
  beforeAll(async () => {
    folder = mkdtempSync('/tmp/stoa-release-')
    chmodSync(folder, 0o755)
    contents = contentsFor('x64')
    await writeArchive(contents, inFolder('stoa.tar.gz'))
    execFileSync('tar', ['-xzf', inFolder('stoa.tar.gz'), '-C', folder])
    execFileSync('chmod', ['-R', 'a-w', inFolder(contents.name)])
  })
  afterAll(() => {
    execFileSync('chmod', ['-R', 'u+w', folder])
    rmSync(folder, { recursive: true })
  })

  test('weighs at most 130 MB and has no packages for development', () => {
    expect(statSync(inFolder('stoa.tar.gz')).size).toBeLessThan(130e6)
    const packages = contents.entries.map((entry) => entry.path)
    for (const name of ['vite', 'typescript', 'vitest', 'svelte', 'drizzle-kit'])
      expect(packages.filter((one) => one.startsWith(`node_modules/${name}/`))).toEqual([])
  })

  test('has the same bytes when it is packed again', async () => {
    expect(await digestOf(contentsFor('x64'))).toBe(await digestOf(contents))
  })

  test('answers from a folder that nobody can write to', async () => {
    const PORT = String(await freePort())
    const STOA_DATA = newFolder('data')
    const { child, exit } = stoa(['start'], { PORT, STOA_DATA, STOA_DEMO: 'off' })
    const status = await Promise.race([answers(`http://127.0.0.1:${PORT}/sign-in`), exit])
    expect(status).toBe(200)
    child.kill('SIGTERM')
    expect(await exit).toMatchObject({ code: 0, stderr: '' })
  })

  test('lists its commands by the name of the launcher', async () => {
    const { code, stdout } = await stoa(['--help']).exit
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^Usage: bin\/stoa .*\n {2}start /s)])
    expect((await stoa(['backup', '--help']).exit).stdout).toContain('Usage: bin/stoa backup')
  })

  test.each([
    ['uname', 'aarch64', /^This is Stoa for Linux x86_64, .*download the archive/],
    ['getconf', 'glibc 2.17', /^Stoa needs glibc 2\.\d+ or newer, and this system has 2\.17/],
    ['getconf', '', /^Stoa needs Linux with glibc/]
  ])('is refused where %s says "%s"', async (program, says, sentence) => {
    const { code, stderr } = await stoa(['start'], { PATH: pretending(program, says) }).exit
    expect([code, stderr.trim().split('\n').length]).toEqual([1, 1])
    expect(stderr).toMatch(sentence)
  })

  test('a data folder that cannot be written to is refused', async () => {
    const STOA_DATA = newFolder('read-only')
    writeFileSync(join(STOA_DATA, 'secret'), 'a-secret-of-at-least-32-characters', { mode: 0o644 })
    chmodSync(STOA_DATA, 0o500)
    const { code, stderr } = await stoa(['start'], { STOA_DATA, STOA_DEMO: 'off' }).exit
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /^The data folder .*read-only cannot be used \(EACCES\): give it to .*\n$/
    )
  })
})
