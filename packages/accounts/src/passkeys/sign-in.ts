import { eq, and, lt, or } from 'drizzle-orm'
import { emit, Problem, transaction, type Context } from '@stoa/core'
import { findAccount } from '../account/account.ts'
import { users, passkeys } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { renewSession } from '../sessions/sessions.ts'
import { accountOfContinuation } from '../sign-in/continuation.ts'
import { linkAfterFactor } from '../sign-in-mode/mailed-link.ts'
import { enter } from '../sign-in/sign-in.ts'
import { requestPasskey, type PasskeyAnswer, verifyPasskey, type Passkey } from './verification.ts'
import { mailLater } from '../events.ts'
import { cancelLoss } from '../factor-loss/loss.ts'
import { lockOpened } from '../recovery/account-lock.ts'
import type { Purpose } from './challenge.ts'

/**
 * Signs in with a passkey alone. Its authenticator asked who it is, so it counts as two factors.
 * @throws Problem as `acceptPasskey` or `enter`
 */
export async function signInWithPasskey(ctx: Context, given: PasskeyAnswer) {
  const passkey = await acceptPasskey(ctx, given, { purpose: 'sign_in', userId: 0 })
  const { userId, createdAt: factorSince } = passkey
  const account = await findAccount(ctx, eq(users.id, userId))
  if (!account || (account.demo && !ctx.ports.demo)) throw new Problem(401, 'passkey_unknown')
  return enter(ctx, account, { factorSince })
}

/**
 * Asks for a passkey of the account whose password was just right.
 * @throws Problem 401 `sign_in_expired`
 */
export async function requestSecondFactor(ctx: Context, continuation: string) {
  const { id } = await accountOfContinuation(ctx, continuation)
  return requestPasskey(ctx, 'second_factor', id)
}

/**
 * Signs in with a passkey instead of a code, after the password was right.
 * @throws Problem 401 `sign_in_expired`, or as `acceptPasskey` or `linkAfterFactor`
 */
export async function continueWithPasskey(
  ctx: Context,
  { continuation, ...given }: PasskeyAnswer & { continuation: string }
) {
  const account = await accountOfContinuation(ctx, continuation)
  const use = { purpose: 'second_factor', userId: account.id } as const
  const { createdAt: factorSince } = await acceptPasskey(ctx, given, use)
  return enter(ctx, await linkAfterFactor(ctx, account), { factorSince })
}

/**
 * Makes the present session fresh for ten minutes, under a new id.
 * @throws Problem as `acceptPasskey`
 */
export async function provePasskey(ctx: Context, given: PasskeyAnswer): Promise<void> {
  const { id } = ctx.actor
  const use = { purpose: 'proof', userId: id } as const
  const { createdAt: factorSince } = await acceptPasskey(ctx, given, use)
  await transaction(ctx, async (ctx) => {
    await renewSession(ctx, { factorSince })
    await recordSecurityEvent(ctx, 'session.authenticated', { subjectId: id })
    await emit(ctx, 'actor.changed', { userId: id })
  })
}

/**
 * Accepts a passkey once and records its use. Whoever has one has not lost the second factor, so
 * this cancels a report that it is lost.
 * @param use.userId whose passkey it must be; 0 for anybody's
 * @throws Problem as `verifyPasskey`; 401 `passkey_unknown`, `passkey_cloned` if its count does not grow; 403
 * `account_frozen`
 */
async function acceptPasskey(
  ctx: Context,
  given: PasskeyAnswer,
  use: { purpose: Purpose; userId: number }
): Promise<Passkey> {
  const { passkey, counter } = await verifyPasskey(ctx, given, use)
  const isAccepted = await transaction(ctx, async (ctx) => {
    await lockOpened(ctx, passkey.userId)
    // It may have been removed since it was verified.
    if ((await ctx.db.$count(passkeys, eq(passkeys.id, passkey.id))) === 0)
      throw new Problem(401, 'passkey_unknown')
    if (!(await recordUse(ctx, passkey, counter))) return false
    await cancelLoss(ctx, passkey.userId)
    return true
  })
  if (isAccepted) return passkey
  await reportClone(ctx, passkey)
  throw new Problem(401, 'passkey_cloned')
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
