import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { databaseUser, findBinaries } from '@stoa/embedded-postgres'
import { untilAnswers } from './until.ts'

const run = promisify(execFile)

/** The signals to the postmaster that `pg_ctl stop -m fast`, `-m immediate` and `kill -9` send. */
export const signals = { fast: 'SIGINT', immediate: 'SIGQUIT', kill: 'SIGKILL' } as const
export type Way = keyof typeof signals

/**
 * A PostgreSQL server on loopback that the forum does not own, to be stopped and started by a test.
 */
export type OutsidePostgres = {
  url: string
  start(): Promise<void>
  end(way: Way): Promise<void>
  remove(): Promise<void>
}

type Options = {
  binaries?: string | undefined
  /** PEM. */
  certificate?: { private: string; cert: string }
}

/**
 * Creates a cluster and starts its server.
 * @param options `binaries`: the folder of `initdb` and `postgres`; default: those that npm
 * installed. `certificate`: offers TLS with it
 */
export async function startOutsidePostgres(
  port: number,
  { binaries, certificate }: Options = {}
): Promise<OutsidePostgres> {
  const user = await databaseUser('')
  const programs = binaries ?? (await findBinaries(user))
  // Below /tmp, which every user may enter.
  const folder = await mkdtemp('/tmp/stoa-outside-')
  if (user) await chown(folder, user.uid, user.gid)
  const cluster = join(folder, 'cluster')
  const options = { ...user, cwd: '/', env: { PATH: process.env['PATH'], TZ: 'UTC' } }
  const initdb = ['-D', cluster, '-U', 'stoa', '--auth=trust', '--encoding=UTF8', '--no-sync']
  await run(join(programs, 'initdb'), [...initdb, '--locale=C'], options)
  if (certificate) await addCertificate(cluster, certificate, user)
  const url = `postgres://stoa@127.0.0.1:${port}/postgres`
  let server: ChildProcess | undefined
  const address = ['-p', String(port), '-c', 'listen_addresses=127.0.0.1']
  const outside: OutsidePostgres = {
    url,
    async start() {
      const sockets = ['-c', `unix_socket_directories=${folder}`]
      server = spawn(join(programs, 'postgres'), ['-D', cluster, ...address, ...sockets], {
        ...options,
        stdio: 'ignore'
      })
      await untilAnswers({ url })
    },
    async end(way) {
      if (!server || server.exitCode !== null || server.signalCode !== null) return
      const ended = once(server, 'exit')
      server.kill(signals[way])
      await ended
    },
    async remove() {
      await outside.end('fast')
      await rm(folder, { recursive: true, force: true })
    }
  }
  await outside.start()
  return outside
}

async function addCertificate(
  cluster: string,
  { private: key, cert }: NonNullable<Options['certificate']>,
  user: Awaited<ReturnType<typeof databaseUser>>
) {
  for (const [name, text] of Object.entries({ 'server.key': key, 'server.crt': cert })) {
    await writeFile(join(cluster, name), text, { mode: 0o600 })
    if (user) await chown(join(cluster, name), user.uid, user.gid)
  }
  await appendFile(join(cluster, 'postgresql.conf'), 'ssl = on\n')
}
