import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { databaseUser, findBinaries } from '@stoa/embedded-postgres'
import { freePort } from '../../test/process/server.ts'
import { signals } from '../restarts/outside-postgres.ts'
import { untilAnswers } from '../restarts/until.ts'

/** A PostgreSQL server on loopback. */
export type Server = { url: string; pid: number; stop(): Promise<void> }

/**
 * Starts the embedded PostgreSQL of a data folder as the server of several nodes, with the settings
 * of its last start, but always the same memory, so that machines can be compared.
 */
export async function startServer(folder: string): Promise<Server> {
  const cluster = await realpath(join(folder, 'postgres'))
  const user = await databaseUser(cluster)
  const program = join(await findBinaries(user), 'postgres')
  const password = await readFile(join(cluster, 'stoa.password'), 'utf8')
  const port = await freePort()
  const listening = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', `port=${port}`]
  const settings = [...listening, 'shared_buffers=128MB']
  const args = ['-D', cluster, ...settings.flatMap((setting) => ['-c', setting])]
  const env = { PATH: process.env['PATH'], TZ: 'UTC' }
  const server = spawn(program, args, { ...user, cwd: '/', env, stdio: 'ignore' })
  const url = `postgres://stoa:${password}@127.0.0.1:${port}/stoa`
  await untilAnswers({ url })
  return {
    ...{ url, pid: server.pid ?? 0 },
    async stop() {
      const ended = once(server, 'exit')
      server.kill(signals.fast)
      await ended
    }
  }
}
