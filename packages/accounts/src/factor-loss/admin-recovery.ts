import { eq, and, isNotNull, isNull, ne } from 'drizzle-orm'
import { invalid, transaction, type Context, conflict } from '@stoa/core'
import { findAccount, fullRoleOf } from '../account/account.ts'
import {
  tokenOf,
  consumeToken,
  findByToken,
  linkExpired,
  newToken,
  revokeMailedTokens
} from '../mail/tokens.ts'
import { mailAdmins } from '../approvals/request.ts'
import { lockProved, lockAccount } from '../recovery/account-lock.ts'
import { mailedTokens, users, secondFactors } from '../schema.ts'
import { derivedSecret, offerSecret } from '../second-factor/codes.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { setFactor } from './replacement.ts'
import { noticeRecipients } from './notices.ts'
import { waitsFor } from '../approvals/approval.ts'
import { decide, lockApprovals } from '../approvals/decide.ts'
import { findUser } from '../people/people.ts'
import { findLoss } from './loss.ts'
import { tryPassword } from '../sign-in/proof.ts'

const purpose = 'admin_recovery'

/**
 * Makes the link by which the only admin replaces a lost second factor, in the transaction of `ctx`.
 * It is valid for 15 minutes and once. An older one stops working, and all admins are mailed.
 * @returns its URL
 */
async function createAdminRecoveryLink(ctx: Context, userId: number): Promise<string> {
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
  if (!(await tryPassword(ctx, account, password)))
    throw invalid('password', 'field_password_wrong')
  return transaction(ctx, async (ctx) => {
    const locked = await lockProved(ctx, account)
    await consumeToken(ctx, account.tokenId)
    const recipients = await noticeRecipients(ctx, locked, account.secondFactorSince ?? ctx.now)
    return setFactor(ctx, account, { secret: derivedSecret(ctx, purpose, link), code }, recipients)
  })
}

/** A link for the only admin, or when a factor that one admin and the command confirmed can be replaced. */
type Recovery = { link: string } | { replaceableAt: string }

/**
 * Helps somebody of the team who lost the second factor, where fewer than two other admins can
 * confirm it: for a command on the server, which stands for the admin who is missing. Without
 * another admin it makes a link for the only one. With one it confirms the report that this admin
 * has confirmed; password, mailed code and the wait of a day stay. All admins are mailed.
 * @throws Problem 404; 409 `not_in_team`, `second_factor_is_off`, `admin_first` if no admin can
 * sign in, `other_admin` if the other admin has not confirmed yet, `other_admins` if there are two
 */
export async function recoverOnServer(ctx: Context, username: string): Promise<Recovery> {
  const { id } = await findUser(ctx, username)
  return transaction(ctx, async (ctx) => {
    await lockAccount(ctx, id)
    const account = await findAccount(ctx, eq(users.id, id))
    if (!account || fullRoleOf(account) === 'member') throw conflict('not_in_team')
    if (!account.secondFactorSince) throw conflict('second_factor_is_off')
    const [other, another] = await otherAdmins(ctx, id)
    if (another) throw conflict('other_admins')
    if (other) return { replaceableAt: await confirmBeside(ctx, id, other.id) }
    if (account.role !== 'admin') throw conflict('admin_first')
    return { link: await createAdminRecoveryLink(ctx, id) }
  })
}

/** Other admins who can sign in with a second factor. */
const otherAdmins = ({ db }: Context, userId: number) =>
  db
    .select({ id: users.id })
    .from(users)
    .innerJoin(secondFactors, eq(secondFactors.userId, users.id))
    .where(
      and(
        ...[eq(users.role, 'admin'), ne(users.id, userId)],
        ...[isNotNull(secondFactors.confirmedAt), isNull(secondFactors.lostAt)],
        ...[isNull(users.frozenAt), isNull(users.erasedAt)]
      )
    )
    .limit(2)

/** Confirms a report as the second person, after the only other admin. @returns when the wait ends */
async function confirmBeside(ctx: Context, userId: number, adminId: number): Promise<string> {
  const [report] = await lockApprovals(ctx, waitsFor('factor_loss', { userId }))
  if (!report?.approvedBy.includes(adminId)) throw conflict('other_admin')
  await decide(ctx, report, 'approved')
  await mailAdmins(ctx, 'factor_loss_by_server')
  return (await findLoss(ctx, userId))?.replaceableAt ?? ctx.now
}
