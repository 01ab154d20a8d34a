import argon2 from '@node-rs/argon2'
import pLimit from 'p-limit'

// Argon2id, the default of the library. More than two hashes in parallel would take memory and
// processors from requests that need no password.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const maxConcurrent = 2

/** The hash of a random password, so that a try at an account without a password costs the same. */
const nobodys =
  '$argon2id$v=19$m=19456,t=2,p=1$uR5G0Ee9Npygy9ZEeg1XHQ$Hph9EFgulOrgzOmRZrq1XTV1PXJMmv+AbiIxwDc1iC0'

const inTurn = pLimit(maxConcurrent)

/** The stored form of a password (a PHC string). */
export const hashPassword = (password: string) =>
  inTurn(() => argon2.hash(password.normalize('NFC'), cost))

/**
 * Whether `password` matches the stored hash. Always runs one Argon2, even if nothing is stored.
 */
export async function isPassword(stored: string | null | undefined, password: string) {
  const same = await inTurn(() => argon2.verify(stored ?? nobodys, password.normalize('NFC')))
  return same && Boolean(stored)
}
