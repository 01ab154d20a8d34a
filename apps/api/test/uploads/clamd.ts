import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { clamdAt } from '@stoa/uploads'

const program = '/usr/sbin/clamd'

/** Tests with clamd itself are skipped on machines without Debian's clamav-daemon. */
export const hasClamd = existsSync(program)

/** The only text that is found: clamd is started with a database of this one signature. */
export const signature = 'STOA-OWN-TEST-SIGNATURE-58Q1'

/** Starts clamd on a socket in a folder of its own, with a database of one signature. */
export async function startClamd() {
  const folder = await mkdtemp(join(tmpdir(), 'clamd-'))
  const path = join(folder, 'clamd.ctl')
  const hex = Buffer.from(signature).toString('hex')
  await writeFile(join(folder, 'own.ndb'), `Stoa.Test:0:*:${hex}\n`)
  const settings = [
    ...[`LocalSocket ${path}`, `DatabaseDirectory ${folder}`, `TemporaryDirectory ${folder}`],
    ...['Foreground yes', 'MaxThreads 2', `User ${userInfo().username}`]
  ]
  await writeFile(join(folder, 'clamd.conf'), settings.join('\n'))
  const child = spawn(program, ['-c', join(folder, 'clamd.conf')], { stdio: 'ignore' })
  const ended = new Promise((done) => child.once('exit', done))
  await listening(path)
  return {
    path,
    async [Symbol.asyncDispose]() {
      child.kill()
      await ended
      await rm(folder, { recursive: true })
    }
  }
}

async function listening(path: string) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await clamdAt({ path }, 1000).ping()
    } catch (error) {
      if (tries >= 100) throw error
      await wait(100)
    }
  }
}
