import { randomBytes } from 'node:crypto'
import { and, eq, inArray, isNull, isNotNull, lt } from 'drizzle-orm'
import { Secret, TOTP } from 'otpauth'
import { type Context, transaction, withoutIdempotencyKey } from '@stoa/core'
import { recoveryCodes, secondFactors } from '../schema.ts'
import { everyKeyed, keyed, seal, unseal } from '../secrets.ts'
import { cancelLoss } from '../factor-loss/loss.ts'
import { lockAccount } from '../recovery/account-lock.ts'

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
const isRecoveryCode = (code: string) => typed(code).length === 2 * groupLength

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
async function consumeRecoveryCode(parts: Parts, userId: number, code: string) {
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

const period = 30
// One step to either side, because phone clocks differ and people type slowly.
const window = 1

/** Purpose and owner under which the secret of an authenticator is encrypted. */
export const factorSeal = (userId: number) => ['second-factor', `user:${userId}`] as const

/** A new secret in base32, and its encrypted form. */
export function newSecret(parts: Parts, userId: number) {
  const secret = new Secret({ size: 20 }).base32
  return { secret, encryptedSecret: sealSecret(parts, userId, secret) }
}

const sealSecret = ({ ports }: Pick<Parts, 'ports'>, userId: number, secret: string) =>
  seal(ports, ...factorSeal(userId), secret)

/** The row of an authenticator that counts from now on. */
export function newFactor(parts: Parts, userId: number, secret: string) {
  const since = { authenticatorSince: parts.now, confirmedAt: parts.now }
  return { userId, encryptedSecret: sealSecret(parts, userId, secret), ...since }
}

/**
 * Derives a secret from a one-time `grant`, so that nothing is stored before its first code. It has
 * 160 bits, the length that RFC 4226 recommends.
 */
export function derivedSecret({ ports }: Pick<Parts, 'ports'>, purpose: string, grant: string) {
  const bytes = Uint8Array.from(keyed(ports, purpose, grant).subarray(0, 20))
  return new Secret({ buffer: bytes.buffer }).base32
}

/** Returns the secret for an authenticator, its URI under the forum's name, and that as a QR code. */
export async function offerSecret(ctx: Context, secret: string, label: string) {
  const { name: issuer } = await ctx.ports.site.siteWords(ctx)
  const uri = new TOTP({ issuer, label, secret, period }).toString()
  // Loaded here, as few people need it.
  const { default: QRCode } = await import('qrcode')
  return { secret, uri, qr: await QRCode.toString(uri, { type: 'svg', margin: 2 }) }
}

/**
 * Accepts a code of the authenticator, or a recovery code, once. Whoever has one has not lost the
 * factor, so this cancels a report that it is lost.
 * @returns when the factor or the code was added; `undefined` for a wrong code
 */
export const acceptSecondFactor = (ctx: Context, userId: number, code: string) =>
  transaction(withoutIdempotencyKey(ctx), async (ctx) => {
    await lockAccount(ctx, userId)
    const factorSince = isRecoveryCode(code)
      ? await consumeRecoveryCode(ctx, userId, code)
      : await acceptTotp(ctx, userId, code)
    if (factorSince !== undefined) await cancelLoss(ctx, userId)
    return factorSince
  })

/**
 * Accepts a code of the authenticator. Refuses the same or an older code afterwards.
 * @param isFirst whether it is the code that will confirm the authenticator
 * @returns when the authenticator was confirmed; `undefined` for a wrong code
 */
export async function acceptTotp(
  parts: Parts,
  userId: number,
  code: string,
  isFirst = false
): Promise<string | undefined> {
  const { db, now, ports } = parts
  const { authenticatorSince } = secondFactors
  const isExpected = isFirst ? awaitsConfirmation(userId) : isConfirmed(userId)
  const [factor] = await db.select().from(secondFactors).where(isExpected)
  if (!factor?.encryptedSecret) return undefined
  const secret = unseal(ports, ...factorSeal(userId), factor.encryptedSecret)
  const timestamp = Date.parse(now)
  const delta = new TOTP({ secret, period }).validate({ token: code, window, timestamp })
  if (delta === null) return undefined
  const step = TOTP.counter({ period, timestamp }) + delta
  const accepted = await db
    .update(secondFactors)
    .set({ lastStep: step })
    .where(
      and(
        eq(secondFactors.userId, userId),
        // Another factor may have replaced it just now.
        eq(secondFactors.encryptedSecret, factor.encryptedSecret),
        lt(secondFactors.lastStep, step)
      )
    )
    .returning({ since: authenticatorSince })
  return accepted[0] && (accepted[0].since ?? now)
}

/** Whether no authenticator was confirmed yet. */
export const awaitsConfirmation = (userId: number) =>
  and(eq(secondFactors.userId, userId), isNull(secondFactors.authenticatorSince))

const isConfirmed = (userId: number) =>
  and(eq(secondFactors.userId, userId), isNotNull(secondFactors.authenticatorSince))
