import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { StartError } from '@stoa/core/server'
import { Fingerprints } from './fingerprints.ts'

/** A line of an export of Have I Been Pwned: a SHA-1 hash, and how often it was seen. */
const hashed = /^[0-9a-f]{40}(?::\d+)?$/i
const maxLine = 1000

/**
 * Reads the operator's file of breached passwords: one a line, as a password or, if the first line
 * is one, as a SHA-1 hash.
 * @throws StartError if it cannot be read, is empty, or has a line that is neither
 */
export async function readBreachedPasswords(path: string): Promise<Fingerprints> {
  const found = new Fingerprints()
  let areHashes: boolean | undefined
  let number = 0
  for await (const line of linesOf(path)) {
    number += 1
    if (line === '') continue
    areHashes ??= hashed.test(line)
    if (areHashes ? !hashed.test(line) : isGarbled(line))
      throw unusable(`line ${number} is no ${areHashes ? 'SHA-1 hash' : 'password'}`)
    if (areHashes) found.add(line)
    else found.addPassword(Buffer.from(line, 'latin1'))
  }
  if (found.size === 0) throw unusable('it is empty')
  return found.sort()
}

const isGarbled = (line: string) => line.length > maxLine || line.includes('\0')

// As bytes, because lists of passwords are of many encodings.
async function* linesOf(path: string): AsyncGenerator<string> {
  const input = createReadStream(path, { encoding: 'latin1', highWaterMark: 1024 * 1024 })
  try {
    yield* createInterface({ input, crlfDelay: Infinity })
  } catch (error) {
    throw unusable(`it cannot be read: ${(error as Error).message}`)
  }
}

const unusable = (why: string) =>
  new StartError(
    `STOA_BREACHED_PASSWORDS does not name a file of breached passwords (${why}): give one password, ` +
      'or one SHA-1 hash as in an export of Have I Been Pwned, on each line; .env.example explains it.'
  )
