import { eq } from 'drizzle-orm'
import { emit, Problem, transaction, type Context } from '@stoa/core'
import { findAccount } from '../account/account.ts'
import { users } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/recording.ts'
import { renewSession } from '../sessions/sessions.ts'
import { accountOfContinuation } from '../sign-in/continuation.ts'
import { linkAfterFactor } from '../sign-in-mode/mailed-link.ts'
import { enter } from '../sign-in/sign-in.ts'
import { acceptPasskey } from './accept.ts'
import { requestPasskey } from './options.ts'
import type { Given } from './verification.ts'

/**
 * Signs in with a passkey alone. Its authenticator asked who it is, so it counts as two factors.
 * @throws Problem as `acceptPasskey` or `enter`
 */
export async function signInWithPasskey(ctx: Context, given: Given) {
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
  { continuation, ...given }: Given & { continuation: string }
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
export async function provePasskey(ctx: Context, given: Given): Promise<void> {
  const { id } = ctx.actor
  const use = { purpose: 'proof', userId: id } as const
  const { createdAt: factorSince } = await acceptPasskey(ctx, given, use)
  await transaction(ctx, async (ctx) => {
    await renewSession(ctx, { factorSince })
    await recordSecurityEvent(ctx, 'session.authenticated', { subjectId: id })
    await emit(ctx, 'actor.changed', { userId: id })
  })
}
