import { and, eq, gte } from 'drizzle-orm'
import { conflict, invalid, transaction, type Context } from '@stoa/core'
import { endAccess } from '../tokens/tokens.ts'
import { type AccountWithPassword, fullRoleOf } from '../account/account.ts'
import { revokeMailedTokens } from '../mail/tokens.ts'
import {
  replaceRecoveryCodes,
  acceptTotp,
  derivedSecret,
  newFactor,
  offerSecret
} from '../second-factor/codes.ts'
import { lockProved } from '../recovery/account-lock.ts'
import { removeFactor } from '../recovery/ways-in.ts'
import { approvals, secondFactors } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { startSession } from '../sessions/sessions.ts'
import { checkMode } from '../sign-in-mode/refusals.ts'
import { accountOfContinuation, continuationFor, type Proved } from '../sign-in/continuation.ts'
import { cancelLoss, findLoss, isReplaceable, type Loss } from './loss.ts'
import { cancelLinks, notifyReplaced } from './notices.ts'

const step = 'factor-replacement'

/**
 * Whether the lost factor of a locked account may be replaced now. For an account with power two
 * admins must have confirmed the loss, even if it gained the power later.
 */
export async function isReplacementDue(
  ctx: Context,
  account: AccountWithPassword,
  loss: Loss
): Promise<boolean> {
  if (!isReplaceable(loss, ctx.now)) return false
  if (fullRoleOf(account) === 'member') return true
  const confirmed = await ctx.db.$count(
    approvals,
    and(
      ...[eq(approvals.kind, 'factor_loss'), eq(approvals.gainsById, account.id)],
      ...[eq(approvals.state, 'approved'), gte(approvals.proposedAt, loss.lostAt)]
    )
  )
  return confirmed > 0
}

/**
 * Offers the secret of another factor. It is derived from `grant`, which proves for ten minutes that
 * password and mailed code were right, so that nothing is stored before a first code.
 */
export async function offerReplacement(ctx: Context, account: AccountWithPassword) {
  const grant = continuationFor(ctx, account, step)
  return { grant, ...(await offerSecret(ctx, derivedSecret(ctx, step, grant), account.username)) }
}

/**
 * Replaces the lost factor by the one that was offered, ends all sessions and tokens, and signs in.
 * Of a cancelling and a replacement at once, one succeeds.
 * @returns recovery codes, shown only once
 * @throws Problem 401 `sign_in_expired` or `sign_in_failed`, 403 as `checkMode`, 409
 * `factor_loss_ended`, 422 on `code`
 */
export async function replaceLostFactor(
  ctx: Context,
  { grant, code }: { grant: string; code: string }
): Promise<string[]> {
  const account = await accountOfContinuation(ctx, grant, step)
  await checkMode(ctx, account)
  return transaction(ctx, async (ctx) => {
    await lockProved(ctx, account)
    const loss = await findLoss(ctx, account.id)
    if (!loss || !(await isReplacementDue(ctx, account, loss))) throw conflict('factor_loss_ended')
    const recipients = await cancelLinks(ctx, account.id)
    return setFactor(ctx, account, { secret: derivedSecret(ctx, step, grant), code }, recipients)
  })
}

/**
 * Sets a new second factor on a locked account and signs in with it. All other access ends.
 * @param recipients the addresses that a notice is mailed to
 * @returns recovery codes, shown only once
 * @throws Problem 422 on `code`
 */
export async function setFactor(
  ctx: Context,
  account: Proved,
  { secret, code }: { secret: string; code: string },
  recipients: Parameters<typeof notifyReplaced>[2]
): Promise<string[]> {
  const { id: userId, providerSessionId } = account
  await removeFactor(ctx, userId)
  await ctx.db.insert(secondFactors).values(newFactor(ctx, userId, secret))
  if (!(await acceptTotp(ctx, userId, code))) throw invalid('code', 'field_code_wrong')
  await revokeMailedTokens(ctx, userId, 'factor_loss_cancel')
  // Questions to admins about this or another report are answered.
  await cancelLoss(ctx, userId)
  await endAccess(ctx, userId)
  await startSession(ctx, account, { factorSince: ctx.now, providerSessionId })
  const replaced = { subjectId: userId, actorId: userId }
  await recordSecurityEvent(ctx, 'second_factor.replaced', replaced)
  await notifyReplaced(ctx, userId, recipients)
  return replaceRecoveryCodes(ctx, userId)
}
