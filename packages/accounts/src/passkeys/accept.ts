import { and, eq, lt, or } from 'drizzle-orm'
import { Problem, transaction, type Context } from '@stoa/core'
import { mailLater } from '../events.ts'
import { cancelLoss } from '../factor-loss/loss.ts'
import { lockOpened } from '../recovery/account-lock.ts'
import { passkeys } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/recording.ts'
import type { Purpose } from './challenge.ts'
import { verifyPasskey, type Given, type Passkey } from './verification.ts'

/**
 * Accepts a passkey once and records its use. Whoever has one has not lost the second factor, so
 * this cancels a report that it is lost.
 * @param use.userId whose passkey it must be; 0 for anybody's
 * @throws Problem as `verifyPasskey`; 401 `passkey_cloned` if its count does not grow; 403
 * `account_frozen`
 */
export async function acceptPasskey(
  ctx: Context,
  given: Given,
  use: { purpose: Purpose; userId: number }
): Promise<Passkey> {
  const { passkey, counter } = await verifyPasskey(ctx, given, use)
  const isAccepted = await transaction(ctx, async (ctx) => {
    await lockOpened(ctx, passkey.userId)
    await checkIsThere(ctx, passkey)
    if (!(await recordUse(ctx, passkey, counter))) return false
    await cancelLoss(ctx, passkey.userId)
    return true
  })
  if (isAccepted) return passkey
  await reportClone(ctx, passkey)
  throw new Problem(401, 'passkey_cloned')
}

/** It may have been removed since it was verified. @throws Problem 401 `passkey_unknown` */
async function checkIsThere({ db }: Context, { id }: Passkey): Promise<void> {
  if ((await db.$count(passkeys, eq(passkeys.id, id))) === 0)
    throw new Problem(401, 'passkey_unknown')
}

/**
 * An authenticator that counts must count further. One that repeats a number was copied.
 * @returns whether its count grew
 */
async function recordUse({ db, now }: Context, { id }: Passkey, counter: number) {
  const grew = or(eq(passkeys.counter, 0), lt(passkeys.counter, counter))
  const used = await db
    .update(passkeys)
    .set({ counter, lastUsedAt: now })
    .where(and(eq(passkeys.id, id), grew))
    .returning({ id: passkeys.id })
  return used.length > 0
}

/** Tells the owner by mail, because somebody may have a copy of their key. */
async function reportClone(ctx: Context, { id, userId }: Passkey): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const details = { passkeyId: id }
    await recordSecurityEvent(ctx, 'passkey.cloned', { subjectId: userId, actorId: 0, details })
    await mailLater(ctx, 'passkey_cloned', userId)
  })
}
