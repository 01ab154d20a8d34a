import { and, eq, isNull } from 'drizzle-orm'
import { conflict, invalid, transaction, type Context } from '@stoa/core'
import { endAccess } from '../tokens/tokens.ts'
import { ownAccount } from '../account/account.ts'
import { accountKey, countAttempt, forgiveAttempt } from '../sign-in/attempts.ts'
import { mailLater } from '../events.ts'
import { proposeAcceptedRoles } from '../invitations/role-invitation.ts'
import {
  replaceRecoveryCodes,
  acceptTotp,
  awaitsConfirmation,
  newSecret,
  offerSecret
} from './codes.ts'
import { lockOwn } from '../recovery/account-lock.ts'
import { removeAuthenticator, updateFactor, weakenFactor } from '../recovery/ways-in.ts'
import { secondFactors, recoveryCodes } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { renewSession } from '../sessions/sessions.ts'

/**
 * Offers a secret for an authenticator. Sign-in requires it only after it is confirmed.
 * @throws Problem 409 `second_factor_is_on`
 */
export async function beginSecondFactor(ctx: Context) {
  const { id, username } = await ownAccount(ctx)
  const { secret, encryptedSecret } = newSecret(ctx, id)
  const offered = await ctx.db
    .insert(secondFactors)
    .values({ userId: id, encryptedSecret })
    .onConflictDoUpdate({
      target: secondFactors.userId,
      set: { encryptedSecret, lastStep: 0 },
      setWhere: awaitsConfirmation(id)
    })
    .returning({ userId: secondFactors.userId })
  if (offered.length === 0) throw conflict('second_factor_is_on')
  return offerSecret(ctx, secret, username)
}

/**
 * Turns the second factor on with a first code. Other sessions and all tokens end.
 * @returns recovery codes, shown only once
 * @throws Problem 422 on `code`, 409 `second_factor_is_on`
 */
export async function confirmSecondFactor(ctx: Context, code: string): Promise<string[]> {
  const { id } = ctx.actor
  const attempt = await countAttempt(ctx, { kind: 'code', typed: accountKey(id), userId: id })
  return transaction(ctx, async (ctx) => {
    await lockOwn(ctx)
    if (!(await acceptTotp(ctx, id, code, true))) throw invalid('code', 'field_code_wrong')
    const confirmed = await ctx.db
      .update(secondFactors)
      .set({ authenticatorSince: ctx.now })
      .where(awaitsConfirmation(id))
      .returning({ userId: secondFactors.userId })
    if (confirmed.length === 0) throw conflict('second_factor_is_on')
    await updateFactor(ctx, id)
    await endAccess(ctx, id, { exceptPresent: true })
    await renewSession(ctx, { factorSince: ctx.now })
    await mailLater(ctx, 'second_factor_on', id)
    await recordSecurityEvent(ctx, 'second_factor.on', { subjectId: id })
    await forgiveAttempt(ctx, attempt)
    await proposeAcceptedRoles(ctx, id)
    return replaceRecoveryCodes(ctx, id)
  })
}

/**
 * Replaces the recovery codes.
 * @throws Problem 409 `second_factor_is_off`
 */
export async function renewRecoveryCodes(ctx: Context): Promise<string[]> {
  const { id, secondFactorSince } = await ownAccount(ctx)
  if (!secondFactorSince) throw conflict('second_factor_is_off')
  return transaction(ctx, async (ctx) => {
    await lockOwn(ctx)
    await recordSecurityEvent(ctx, 'second_factor.codes_renewed', { subjectId: id })
    return replaceRecoveryCodes(ctx, id)
  })
}

/**
 * Removes the authenticator. Unless there are passkeys, the second factor is off, and users whose
 * role needs one act as members from then on.
 * @throws Problem 409 `second_factor_is_off`, or `second_factor_protects_email` for seven days after
 * a change of address that it proved
 */
export async function removeSecondFactor(ctx: Context): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const account = await lockOwn(ctx)
    const { id } = account
    const { authenticatorSince } = await showSecondFactor(ctx)
    if (!authenticatorSince) throw conflict('second_factor_is_off')
    await removeAuthenticator(ctx, id)
    const isOn = await weakenFactor(ctx, account)
    await endAccess(ctx, id, { exceptPresent: true })
    await renewSession(ctx, isOn ? {} : { factorSince: null })
    await mailLater(ctx, isOn ? 'authenticator_removed' : 'second_factor_off', id)
    await recordSecurityEvent(ctx, 'second_factor.off', { subjectId: id })
  })
}

/** Returns the parts of the signed-in user's second factor, but for the passkeys. */
export async function showSecondFactor({ db, actor: { id } }: Context) {
  const [factor] = await db
    .select({ authenticatorSince: secondFactors.authenticatorSince })
    .from(secondFactors)
    .where(eq(secondFactors.userId, id))
  const unused = and(eq(recoveryCodes.userId, id), isNull(recoveryCodes.usedAt))
  return {
    authenticatorSince: factor?.authenticatorSince ?? null,
    recoveryCodesLeft: await db.$count(recoveryCodes, unused)
  }
}
