import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
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
 * Creates the folder of `STOA_DATA` with mode 0700, or accepts one that is empty or was made by
 * Stoa.
 * @returns its path
 * @throws StartError if it cannot be used or holds other files
 */
export function prepareDataDirectory(path: string): string {
  try {
    mkdirSync(dirname(path), { recursive: true })
    if (!existsSync(path)) mkdirSync(path, { mode: 0o700 })
    refuseForeign(path)
    accessSync(path, constants.W_OK)
    if (process.platform !== 'win32' && statSync(path).mode & 0o077) chmodSync(path, 0o700)
    return path
  } catch (error) {
    if (error instanceof StartError) throw error
    throw unusable(path, error)
  }
}

// Refuses foreign folders, because changing the mode of one would lock out its other users.
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

/** Reads the secret from the data folder. The first start creates it with mode 0600. */
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
