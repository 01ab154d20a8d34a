import { execFile } from 'node:child_process'
import { chown, mkdir, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { StartError } from '@stoa/core/server'

const run = promisify(execFile)

/** The operating system user that PostgreSQL runs as; `undefined` for the user that runs Node. */
export type SystemUser = { uid: number; gid: number } | undefined

const accounts = ['stoa', 'postgres', '_postgres']

/**
 * Finds the user to run PostgreSQL as, which refuses to run as root. It is the owner of the
 * `cluster`, else the first of `accounts` that exists, else a new one. It is never `nobody`, whose
 * other processes could read the data.
 * @throws StartError if there is none and none can be created
 */
export async function databaseUser(cluster: string): Promise<SystemUser> {
  if (process.getuid?.() !== 0) return undefined
  const owner = await stat(cluster).catch(() => undefined)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  for (const name of accounts) {
    const found = await account(name)
    if (found) return found
  }
  return createAccount()
}

async function account(name: string): Promise<SystemUser> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return undefined
  }
}

async function createAccount(): Promise<SystemUser> {
  const shell = ['--shell', '/usr/sbin/nologin']
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', ...shell, 'stoa'])
  } catch {
    throw new StartError(
      'PostgreSQL cannot run as root, and no user for it could be created: create a system user ' +
        'named "stoa", or start Stoa as an ordinary user.'
    )
  }
  return account('stoa')
}

/** Whether `user` can enter the folder (or run the file) at `path`, including its parents. */
export async function canEnter(user: SystemUser, path: string): Promise<boolean> {
  if (!user) return true
  return run('test', ['-x', path], user).then(
    () => true,
    () => false
  )
}

/** Creates the folder `path`, accessible to `user` only. */
export async function makePrivate(user: SystemUser, path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  await giveTo(user, path)
}

export async function giveTo(user: SystemUser, path: string): Promise<void> {
  if (user) await chown(path, user.uid, user.gid)
}
