import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { after, conflict, emit, Problem, transaction, type Context } from '@stoa/core'
import { consume } from '@stoa/core/limits'
import { type AccountWithPassword, fullRoleOf } from '../account/account.ts'
import { accountKey } from '../sign-in/attempts.ts'
import { requestEmailProof } from '../mail/email-proof.ts'
import { tryMailedCode } from '../mail/codes.ts'
import { consumeToken } from '../mail/tokens.ts'
import { mailAdmins, requestApproval } from '../approvals/request.ts'
import { lockProved, type LockedAccount } from '../recovery/account-lock.ts'
import { secondFactors } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { checkMode } from '../sign-in-mode/refusals.ts'
import { accountOfContinuation } from '../sign-in/continuation.ts'
import { findLoss, memberWaitingPeriod, type Loss } from './loss.ts'
import { isReplacementDue, offerReplacement } from './replacement.ts'
import { createCancelLinks, noticeRecipients, notifyOwner } from './notices.ts'

/** Besides, each report needs a mailed code, and those are limited too. */
const reportsPerAccount = { count: 2, seconds: 24 * 3600 }

/**
 * Mails a code to the account whose password was just right, to report its factor as lost.
 * @throws Problem 401 `sign_in_expired`, 403 as `checkMode`, 429
 */
export async function requestLossCode(ctx: Context, continuation: string): Promise<void> {
  const account = await accountOfContinuation(ctx, continuation)
  await checkMode(ctx, account)
  const { email } = account
  await requestEmailProof(ctx, email ?? '', 'factor_loss_code')
}

/**
 * Reports the second factor as lost, after password and mailed code. From then on the account can
 * neither post nor enter facts, and its owner is notified every day. Once the wait is over, the same
 * step offers the secret of another factor. A repeat before changes nothing.
 * @throws Problem 401 `sign_in_expired` or `sign_in_failed`, 403 as `checkMode`, 422 on `code`, 429
 */
export async function reportLoss(ctx: Context, input: { continuation: string; code: string }) {
  const account = await accountOfContinuation(ctx, input.continuation)
  await checkMode(ctx, account)
  const proof = { email: account.email ?? '', code: input.code }
  const token = await tryMailedCode(ctx, { purpose: 'factor_loss_code', ...proof })
  return transaction(ctx, async (ctx) => {
    const locked = await lockProved(ctx, account)
    await consumeToken(ctx, token)
    const loss = (await findLoss(ctx, account.id)) ?? (await begin(ctx, account, locked))
    const isReady = await isReplacementDue(ctx, account, loss)
    const { lostAt, replaceableAt } = loss
    const offer = isReady ? await offerReplacement(ctx, account) : null
    return { lostAt, replaceableAt, offer }
  })
}

async function begin(
  ctx: Context,
  account: AccountWithPassword,
  locked: LockedAccount
): Promise<Loss> {
  const { id } = account
  await consume(ctx.db, ctx.now, 'factor_loss', accountKey(id), reportsPerAccount)
  const hasPower = fullRoleOf(account) !== 'member'
  const loss = {
    lostAt: ctx.now,
    replaceableAt: hasPower ? null : after(ctx.now, memberWaitingPeriod),
    lossNotifiedAt: ctx.now
  }
  const factorSince = await markLost(ctx, id, loss)
  if (hasPower) await proposeToAdmins(ctx, id)
  else await recordSecurityEvent(ctx, 'second_factor.lost', { subjectId: id })
  await createCancelLinks(ctx, id, await noticeRecipients(ctx, locked, factorSince))
  await notifyOwner(ctx, id, loss)
  await emit(ctx, 'actor.changed', { userId: id })
  return loss
}

/** @returns since when the factor was on */
async function markLost({ db }: Context, userId: number, loss: Loss): Promise<string> {
  const { confirmedAt, lostAt } = secondFactors
  const [factor] = await db
    .update(secondFactors)
    .set(loss)
    .where(and(eq(secondFactors.userId, userId), isNotNull(confirmedAt), isNull(lostAt)))
    .returning({ confirmedAt })
  // It was turned off since the password was right.
  if (!factor?.confirmedAt) throw new Problem(401, 'sign_in_expired')
  return factor.confirmedAt
}

async function proposeToAdmins(ctx: Context, userId: number) {
  const requested = { subject: { userId }, gainsById: userId, writtenBy: [userId] }
  if (!(await requestApproval(ctx, { kind: 'factor_loss', ...requested })))
    throw conflict('conflict')
  await mailAdmins(ctx, 'factor_loss_proposed')
}
