import { and, eq, gt, isNull, lt } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import type { Context } from '@stoa/core'
import { everyRow, rowBatchSize } from '@stoa/core/data'
import { isRecoveryCode, consumeRecoveryCode } from './recovery-codes.ts'
import { secondFactors } from './schema.ts'
import { seal, unseal, type SealedText } from './secrets.ts'

type Parts = Pick<Context, 'db' | 'now' | 'ports'>

const period = 30
// One step to either side, because phone clocks differ and people type slowly.
const window = 1

const sealed = (userId: number) => ['second-factor', `user:${userId}`] as const

/** A new secret in base32, and its encrypted form. */
export function newSecret(parts: Parts, userId: number) {
  const secret = new Secret({ size: 20 }).base32
  return { secret, encryptedSecret: sealSecret(parts, userId, secret) }
}

/** Encrypts the secret of a user. */
export const sealSecret = ({ ports }: Pick<Parts, 'ports'>, userId: number, secret: string) =>
  seal(ports, ...sealed(userId), secret)

/** The base32 form of a secret's bytes. */
export const secretOf = (bytes: Uint8Array<ArrayBuffer>): string =>
  new Secret({ buffer: bytes.slice().buffer }).base32

/** The URI in the QR code for authenticators. */
export const secretUri = (secret: string, issuer: string, label: string) =>
  new TOTP({ issuer, label, secret, period }).toString()

/**
 * Accepts a code of the authenticator, or a recovery code, once.
 * @returns when the factor or the code was added; `undefined` for a wrong code
 */
export const acceptSecondFactor = (parts: Parts, userId: number, code: string) =>
  isRecoveryCode(code) ? consumeRecoveryCode(parts, userId, code) : acceptTotp(parts, userId, code)

/**
 * Accepts a code of the authenticator. Refuses the same or an older code afterwards.
 * @returns when the factor was confirmed; `undefined` for a wrong code
 */
export async function acceptTotp(
  parts: Parts,
  userId: number,
  code: string
): Promise<string | undefined> {
  const { db, now, ports } = parts
  const [factor] = await db.select().from(secondFactors).where(eq(secondFactors.userId, userId))
  if (!factor) return undefined
  const secret = unseal(ports, ...sealed(userId), factor.encryptedSecret)
  const timestamp = Date.parse(now)
  const delta = new TOTP({ secret, period }).validate({ token: code, window, timestamp })
  if (delta === null) return undefined
  const step = TOTP.counter({ period, timestamp }) + delta
  const accepted = await db
    .update(secondFactors)
    .set({ lastStep: step })
    .where(and(eq(secondFactors.userId, userId), lt(secondFactors.lastStep, step)))
    .returning({ confirmedAt: secondFactors.confirmedAt })
  return accepted[0] && (accepted[0].confirmedAt ?? now)
}

/** Whether a second factor was offered and not confirmed yet. */
export const awaitsConfirmation = (userId: number) =>
  and(eq(secondFactors.userId, userId), isNull(secondFactors.confirmedAt))

export async function* sealedFactors({ db }: Context): AsyncGenerator<SealedText> {
  const rows = everyRow((last?: typeof secondFactors.$inferSelect) =>
    db
      .select()
      .from(secondFactors)
      .where(gt(secondFactors.userId, last?.userId ?? 0))
      .orderBy(secondFactors.userId)
      .limit(rowBatchSize)
  )
  for await (const { userId, encryptedSecret } of rows) {
    const [purpose, owner] = sealed(userId)
    const same = and(
      eq(secondFactors.userId, userId),
      eq(secondFactors.encryptedSecret, encryptedSecret)
    )
    yield {
      ...{ purpose, owner, sealed: encryptedSecret },
      replace: (by) => db.update(secondFactors).set({ encryptedSecret: by }).where(same)
    }
  }
}
