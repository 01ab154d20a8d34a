import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { lstat, mkdir, readFile, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StartError } from '@stoa/core/server'
import { sharedFolder } from './binaries.ts'
import { canEnter, giveTo, makePrivate, type SystemUser } from './user.ts'

/** The role and the database of Stoa. The role is no superuser. */
export const role = 'stoa'

const passwordFile = 'stoa.password'

// Passes only what PostgreSQL needs, because Node's environment may hold secrets.
export const environment = (): NodeJS.ProcessEnv => {
  const { PATH, SystemRoot, TEMP } = process.env
  return { PATH, TZ: 'UTC', ...(process.platform === 'win32' && { SystemRoot, TEMP }) }
}

/**
 * Finds the cluster of a data folder: its `postgres` folder, or the target of that link.
 * @throws StartError if the link is broken
 */
export async function locateCluster(dataDirectory: string): Promise<string> {
  const path = join(dataDirectory, 'postgres')
  const found = await lstat(path).catch(() => undefined)
  if (!found?.isSymbolicLink()) return path
  const target = await readlink(path)
  if (await exists(target)) return target
  throw new StartError(
    `The database that ${path} points to is missing: restore ${target}, or delete ${path} to start ` +
      'with an empty forum.'
  )
}

/**
 * Creates the cluster of a data folder unless it exists. It gets its final name only when it is
 * complete.
 * @param disposable for tests: may create databases, is not synced to disk
 * @returns its folder
 */
export async function ensureCluster(
  dataDirectory: string,
  binaries: string,
  user: SystemUser,
  disposable: boolean
): Promise<string> {
  const present = await locateCluster(dataDirectory)
  if (await exists(present)) return present
  const cluster = await choosePlace(dataDirectory, user)
  const partial = `${cluster}.${process.pid}`
  await makePrivate(user, partial)
  try {
    await initialise(partial, binaries, user, disposable)
    await rename(partial, cluster)
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
  if (cluster !== present) await symlink(cluster, present)
  return cluster
}

async function choosePlace(dataDirectory: string, user: SystemUser): Promise<string> {
  if (await canEnter(user, dirname(dataDirectory))) {
    await giveTo(user, dataDirectory)
    return join(dataDirectory, 'postgres')
  }
  await mkdir(sharedFolder, { recursive: true, mode: 0o755 })
  return join(sharedFolder, randomBytes(8).toString('hex'))
}

async function initialise(
  cluster: string,
  binaries: string,
  user: SystemUser,
  disposable: boolean
) {
  const password = randomBytes(24).toString('base64url')
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C'
  const sync = disposable ? ['--no-sync'] : []
  const program = (name: string) => join(binaries, name)
  await execute(program('initdb'), user, [
    ...[`--pgdata=${cluster}`, '--username=postgres', '--auth=reject', '--encoding=UTF8'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${locale}`, ...sync]
  ])
  // The superuser has no password, so nobody can sign in as it. This creates the only role that
  // can.
  const single = ['--single', '-D', cluster, 'postgres']
  await execute(program('postgres'), user, single, [
    `create role ${role} login ${disposable ? 'createdb' : ''} password '${password}'`,
    `create database ${role} owner ${role}`
  ])
  await writeFile(join(cluster, 'pg_hba.conf'), whoMayEnter)
  await writeFile(join(cluster, passwordFile), password, { mode: 0o600 })
}

const whoMayEnter = `local all all scram-sha-256
host all all 127.0.0.1/32 scram-sha-256
`

export const readPassword = (cluster: string) => readFile(join(cluster, passwordFile), 'utf8')

function execute(program: string, user: SystemUser, args: string[], input: string[] = []) {
  const child = spawn(program, args, { ...user, cwd: '/', env: environment() })
  let output = ''
  child.stdout.on('data', (text) => (output += String(text)))
  child.stderr.on('data', (text) => (output += String(text)))
  child.stdin.end(input.map((line) => `${line}\n`).join(''))
  return new Promise<void>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0 && !/\b(FATAL|ERROR):/.test(output)) resolve()
      else reject(notCreated(output))
    })
  })
}

/** What `initdb` failed at: behind that it says that it tidies up. */
export function notCreated(output: string): StartError {
  const failed = output.split('\n').findLast((line) => /\b(?:error|FATAL|ERROR):/.test(line))
  if (/No space left on device|Check free disk space/.test(output))
    return new StartError(
      'There is no room to create the database: make room on the disk of STOA_DATA, or set it to another folder.'
    )
  return new StartError(`The database could not be created: ${failed?.trim() ?? lastLine(output)}`)
}

/** The last line of a program's output, which for PostgreSQL says why it stopped. */
export const lastLine = (output: string) => output.trim().split('\n').at(-1)?.trim() ?? ''

const exists = (path: string) =>
  lstat(path).then(
    () => true,
    () => false
  )
