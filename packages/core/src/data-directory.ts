import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { StartError, systemCode } from './start-error.ts'

const secretFile = 'secret'
const secretLength = 32
const ownFiles = [secretFile, 'postgres', 'uploads', 'mail', 'bench']

/**
 * Makes the folder of `STOA_DATA`, 0700, or takes one that is empty or was made by Stoa.
 * @returns its path
 * @throws StartError when it cannot be used or holds something else
 */
export function prepareDataDirectory(path: string): string {
  try {
    mkdirSync(dirname(path), { recursive: true })
    if (!existsSync(path)) mkdirSync(path, { mode: 0o700 })
    refuseForeign(path)
    if (process.platform !== 'win32' && statSync(path).mode & 0o077) chmodSync(path, 0o700)
    return path
  } catch (error) {
    if (error instanceof StartError) throw error
    throw unusable(path, error)
  }
}

// Closing a folder to everybody else would be rude to what was there before.
function refuseForeign(path: string) {
  const files = readdirSync(path)
  if (files.length === 0 || files.some((file) => ownFiles.includes(file))) return
  throw new StartError(
    `STOA_DATA names ${path}, which holds other files: name an empty folder, or one that is not there yet.`
  )
}

const unusable = (path: string, error: unknown) =>
  new StartError(
    `The data folder ${path} cannot be used (${systemCode(error)}): give it to the user that runs ` +
      'Stoa, or set STOA_DATA to another folder.'
  )

/** The secret kept in the data folder, 0600; made at the first start. */
export function storedSecret(dataDirectory: string): string {
  const path = join(dataDirectory, secretFile)
  try {
    writeFileSync(path, randomBytes(secretLength).toString('base64url'), {
      mode: 0o600,
      flag: 'wx'
    })
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw unusable(path, error)
  }
  return readSecret(path)
}

function readSecret(path: string): string {
  let secret: string
  try {
    secret = readFileSync(path, 'utf8').trim()
  } catch (error) {
    throw unusable(path, error)
  }
  if (secret.length >= secretLength) return secret
  throw new StartError(
    `${path} does not hold a secret: bring the file back from a backup, or remove it if the forum is new.`
  )
}
