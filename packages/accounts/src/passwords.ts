import argon2 from '@node-rs/argon2'
import { limitConcurrency } from '@stoa/core'

// Argon2id, the library's default algorithm. More than two at once would only take memory and the
// processors from requests that need no password.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const maxConcurrent = 2

/** Of a random password that nobody knows: accounts without a password cost as much to try. */
const nobodys =
  '$argon2id$v=19$m=19456,t=2,p=1$uR5G0Ee9Npygy9ZEeg1XHQ$Hph9EFgulOrgzOmRZrq1XTV1PXJMmv+AbiIxwDc1iC0'

const inTurn = limitConcurrency(maxConcurrent)

/** The stored form of a password (a PHC string). */
export const hashPassword = (password: string) =>
  inTurn(() => argon2.hash(password.normalize('NFC'), cost))

/** Whether `password` is the one stored; always one Argon2, also where nothing is stored. */
export async function isPassword(stored: string | null | undefined, password: string) {
  const same = await inTurn(() => argon2.verify(stored ?? nobodys, password.normalize('NFC')))
  return same && Boolean(stored)
}
