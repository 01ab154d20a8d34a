import { eq } from 'drizzle-orm'
import { invalid, transaction, type Context } from '@stoa/core'
import { findAccount } from '../account/account.ts'
import { accountKey, countAttempt, forgiveAttempt } from '../sign-in/attempts.ts'
import {
  tokenOf,
  consumeToken,
  findByToken,
  linkExpired,
  newToken,
  revokeMailedTokens
} from '../mail/tokens.ts'
import { isPassword } from '../passwords/hash.ts'
import { mailAdmins } from '../pending-changes/proposing.ts'
import { lockProved } from '../recovery/account-lock.ts'
import { mailedTokens, users } from '../schema.ts'
import { derivedSecret, offerSecret } from '../second-factor/totp.ts'
import { recordSecurityEvent } from '../security-log/recording.ts'
import { setFactor } from './replacement.ts'
import { noticeRecipients } from './notices.ts'

const purpose = 'admin_recovery'

/**
 * Makes the link by which the only admin replaces a lost second factor, in the transaction of `ctx`.
 * It is valid for 15 minutes and once. An older one stops working, and all admins are mailed.
 * @returns its URL
 */
export async function createAdminRecoveryLink(ctx: Context, userId: number): Promise<string> {
  const token = newToken(ctx, purpose)
  await revokeMailedTokens(ctx, userId, purpose)
  await ctx.db.insert(mailedTokens).values({ ...token, userId })
  await recordSecurityEvent(ctx, 'second_factor.admin_link', { subjectId: userId })
  await mailAdmins(ctx, 'admin_recovery')
  return `${ctx.ports.publicOrigin}/recover-admin?code=${tokenOf(ctx, token)}`
}

/**
 * Offers the holder of the link the secret of another factor. It is derived from the link, so that
 * nothing is stored before a first code.
 * @throws Problem 410 `link_expired`
 */
export async function offerAdminRecovery(ctx: Context, link: string) {
  const { username } = await holderOf(ctx, link)
  return { username, ...(await offerSecret(ctx, derivedSecret(ctx, purpose, link), username)) }
}

async function holderOf(ctx: Context, link: string) {
  const { id: tokenId, userId } = await findByToken(ctx, purpose, link)
  const account = await findAccount(ctx, eq(users.id, userId))
  if (account?.role !== 'admin') throw linkExpired()
  return { ...account, tokenId }
}

/**
 * Replaces the second factor of the only admin by the link and the password, and signs in. All other
 * access ends. Of two at once one succeeds.
 * @returns recovery codes, shown only once
 * @throws Problem 410 `link_expired`, 422 on `password` or `code`, 429
 */
export async function recoverAdmin(
  ctx: Context,
  { link, password, code }: { link: string; password: string; code: string }
): Promise<string[]> {
  const account = await holderOf(ctx, link)
  const { id, tokenId } = account
  const attempt = await countAttempt(ctx, { kind: 'password', typed: accountKey(id), userId: id })
  const matches = await isPassword(account.passwordHash, password)
  if (!matches || attempt.braked) throw invalid('password', 'field_password_wrong')
  await forgiveAttempt(ctx, attempt)
  return transaction(ctx, async (ctx) => {
    const locked = await lockProved(ctx, account)
    await consumeToken(ctx, tokenId)
    const recipients = await noticeRecipients(ctx, locked, account.secondFactorSince ?? ctx.now)
    return setFactor(ctx, account, { secret: derivedSecret(ctx, purpose, link), code }, recipients)
  })
}
