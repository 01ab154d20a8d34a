import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, readlink, realpath, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { environment, lastLine } from './cluster.ts'
import { writeSettings, type Address } from './settings.ts'
import { giveTo, type SystemUser } from './user.ts'

const run = promisify(execFile)
/** PostgreSQL kills its own processes five seconds after a stop that is immediate. */
const stopWithinSeconds = { fast: '4', immediate: '8' }
// Not TMPDIR, which may be too long: a socket path ends at 107 bytes.
const socketFolders = '/tmp/stoa-'

export type Server = Address & {
  /**
   * Resolves to the reason once the server has ended unexpectedly, and to `undefined` while it
   * runs.
   */
  failure(): Promise<string | undefined>
}

/**
 * Finds a server that already runs on `cluster`, owned by another Node or left behind by a killed
 * one. It removes a stale pid file.
 */
export async function runningServer(cluster: string): Promise<Server | undefined> {
  const file = join(cluster, 'postmaster.pid')
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n')
  const [pid = '', , , port = '', socket = '', listen = ''] = lines
  if (pid === '') return undefined
  if (await isServerOf(cluster, Number(pid))) {
    return {
      host: socket || listen,
      port: Number(port),
      failure: () => endOf(cluster, Number(pid))
    }
  }
  await rm(file, { force: true })
  return undefined
}

const endOf = async (cluster: string, pid: number) =>
  (await isServerOf(cluster, pid)) ? undefined : 'it ended by itself'

// Checks the folder too, because after a reboot the pid may belong to any process.
async function isServerOf(cluster: string, pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
    if (process.platform !== 'linux') return true
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(cluster))
  } catch {
    return false
  }
}

/**
 * Starts the server detached, so that Ctrl-C reaches only Node, which then stops it properly. Its
 * first output goes to `start.log` in the cluster, the rest into its `log` folder.
 * @param former the address of the server before, where clients expect it
 */
export async function launch(
  cluster: string,
  binaries: string,
  user: SystemUser,
  disposable: boolean,
  former?: Address
): Promise<Server> {
  const address = former ? await makeFree(former, user) : await chooseAddress(user)
  await writeSettings(cluster, address, disposable)
  const log = join(cluster, 'start.log')
  const output = openSync(log, 'w', 0o600)
  const [program, args] = command(binaries, cluster)
  const child = spawn(program, args, {
    ...user,
    cwd: cluster,
    detached: true,
    env: environment(),
    stdio: ['ignore', output, output]
  })
  closeSync(output)
  child.unref()
  return { ...address, failure: () => failureOf(child, log, address) }
}

// On Windows pg_ctl drops administrator rights, with which PostgreSQL refuses to run.
const command = (binaries: string, cluster: string): [string, string[]] =>
  process.platform === 'win32'
    ? [join(binaries, 'pg_ctl'), ['start', '--no-wait', '-D', cluster]]
    : [join(binaries, 'postgres'), ['-D', cluster]]

async function failureOf(child: ChildProcess, log: string, address: Address) {
  const ended = child.exitCode ?? child.signalCode
  if (ended === null || ended === 0) return undefined
  await removeSocketFolder(address)
  return lastLine(await readFile(log, 'utf8').catch(() => ''))
}

async function removeSocketFolder({ host }: Address) {
  if (host.startsWith(socketFolders)) await rm(host, { recursive: true, force: true })
}

async function chooseAddress(user: SystemUser): Promise<Address> {
  if (process.platform === 'win32') return { host: '127.0.0.1', port: await freePort() }
  const host = await mkdtemp(socketFolders)
  await giveTo(user, host)
  return { host, port: 5432 }
}

/** Clears the socket folder of a server that was killed. */
async function makeFree(address: Address, user: SystemUser): Promise<Address> {
  if (!address.host.startsWith(socketFolders)) return address
  await removeSocketFolder(address)
  await mkdir(address.host, { mode: 0o700 })
  await giveTo(user, address.host)
  return address
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Stops the server on `cluster`, closes its connections, and removes its socket folder. */
export async function stopServer(cluster: string, binaries: string, user: SystemUser) {
  const server = await runningServer(cluster)
  if (!server) return
  const options = { ...user, cwd: '/', env: environment() }
  const program = join(binaries, 'pg_ctl')
  const stop = (mode: keyof typeof stopWithinSeconds) =>
    run(
      program,
      ['stop', '--silent', '-D', cluster, '-t', stopWithinSeconds[mode], '-m', mode],
      options
    )
  await stop('fast').catch(() => stop('immediate'))
  await removeSocketFolder(server)
}
