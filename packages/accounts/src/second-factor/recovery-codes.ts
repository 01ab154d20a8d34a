import { randomBytes } from 'node:crypto'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { recoveryCodes } from '../schema.ts'
import { everyKeyed, keyed } from '../secrets.ts'

type Parts = Pick<Context, 'db' | 'now' | 'ports'>

const codeCount = 10
const groupLength = 5
// Crockford's base 32, whose characters are not confused when copied from paper.
const letters = '0123456789abcdefghjkmnpqrstvwxyz'

const group = () => Array.from(randomBytes(groupLength), (byte) => letters[byte % 32]).join('')

const typed = (code: string) => code.toLowerCase().replace(/[^a-z0-9]/g, '')

const purpose = 'recovery-codes'
const textOf = (userId: number, code: string) => `${userId}|${typed(code)}`

const hashOf = ({ ports }: Parts, userId: number, code: string) =>
  keyed(ports, purpose, textOf(userId, code)).toString('hex')

/** Whether a code has the length of a recovery code rather than of an authenticator's. */
export const isRecoveryCode = (code: string) => typed(code).length === 2 * groupLength

/** Replaces the recovery codes of a user. The ten new ones, `abcde-fghjk`, are shown only once. */
export async function replaceRecoveryCodes(parts: Parts, userId: number): Promise<string[]> {
  const codes = Array.from({ length: codeCount }, () => `${group()}-${group()}`)
  await parts.db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  await parts.db
    .insert(recoveryCodes)
    .values(
      codes.map((code) => ({ userId, hash: hashOf(parts, userId, code), createdAt: parts.now }))
    )
  return codes
}

/**
 * Marks a recovery code as used.
 * @returns when it was made; `undefined` if it is unknown or already used
 */
export async function consumeRecoveryCode(parts: Parts, userId: number, code: string) {
  const hashes = everyKeyed(parts.ports, purpose, textOf(userId, code))
  const spent = await parts.db
    .update(recoveryCodes)
    .set({ usedAt: parts.now })
    .where(
      and(
        eq(recoveryCodes.userId, userId),
        inArray(
          recoveryCodes.hash,
          hashes.map((hash) => hash.toString('hex'))
        ),
        isNull(recoveryCodes.usedAt)
      )
    )
    .returning({ createdAt: recoveryCodes.createdAt })
  return spent[0]?.createdAt
}
