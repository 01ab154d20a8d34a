import { and, eq, isNotNull, isNull, ne } from 'drizzle-orm'
import { conflict, invalid, transaction, type Context } from '@stoa/core'
import { findAccount } from '../account.ts'
import { accountKey, countAttempt, forgiveAttempt } from '../attempts.ts'
import { tokenOf } from '../mailed-secrets.ts'
import {
  consumeToken,
  findByToken,
  linkExpired,
  newToken,
  revokeMailedTokens
} from '../mailed-tokens.ts'
import { isPassword } from '../passwords.ts'
import { mailAdmins } from '../pending-changes/proposing.ts'
import { findUser } from '../people.ts'
import { lockAccount, lockProved } from '../recovery/account-lock.ts'
import { mailedTokens, secondFactors, users } from '../schema.ts'
import { derivedSecret, offerSecret } from '../second-factor-codes.ts'
import { recordSecurityEvent } from '../security-log/recording.ts'
import { setFactor } from './replacement.ts'
import { noticeRecipients } from './notices.ts'

const purpose = 'admin_recovery'

/**
 * Makes the link by which the only admin replaces a lost second factor: for a command on the server,
 * valid for 15 minutes and once. An older one stops working, and all admins are mailed.
 * @returns its URL
 * @throws Problem 404, 410; 409 `not_an_admin`, `second_factor_is_off`, `other_admin` if one other
 * admin has a factor that works, `other_admins` if two have
 */
export async function createAdminRecoveryLink(ctx: Context, username: string): Promise<string> {
  const { id: userId, role } = await findUser(ctx, username)
  if (role !== 'admin') throw conflict('not_an_admin')
  const token = newToken(ctx, purpose)
  await transaction(ctx, async (ctx) => {
    await lockAccount(ctx, userId)
    await checkIsNeeded(ctx, userId)
    await revokeMailedTokens(ctx, userId, purpose)
    await ctx.db.insert(mailedTokens).values({ ...token, userId })
    await recordSecurityEvent(ctx, 'second_factor.admin_link', { subjectId: userId })
    await mailAdmins(ctx, 'admin_recovery')
  })
  return `${ctx.ports.publicOrigin}/recover-admin?code=${tokenOf(ctx, token)}`
}

async function checkIsNeeded(ctx: Context, userId: number) {
  const ownFactor = and(eq(secondFactors.userId, userId), isNotNull(secondFactors.confirmedAt))
  if ((await ctx.db.$count(secondFactors, ownFactor)) === 0) throw conflict('second_factor_is_off')
  const others = await ctx.db
    .select({ id: users.id })
    .from(users)
    .innerJoin(secondFactors, eq(secondFactors.userId, users.id))
    .where(and(eq(users.role, 'admin'), ne(users.id, userId), worksNow))
  if (others.length > 1) throw conflict('other_admins')
  if (others.length === 1) throw conflict('other_admin')
}

/** They can sign in with their factor. */
const worksNow = and(
  isNotNull(secondFactors.confirmedAt),
  isNull(secondFactors.lostAt),
  isNull(users.frozenAt),
  isNull(users.erasedAt)
)

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
