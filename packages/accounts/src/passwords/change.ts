import { eq, sql } from 'drizzle-orm'
import { checkFresh, transaction, type Context } from '@stoa/core'
import { consume } from '@stoa/core/limits'
import { rememberClient } from '../sessions/known-clients.ts'
import { endAccess } from '../tokens/tokens.ts'
import { findAccount, ownAccount, type Account } from '../account/account.ts'
import { countedHere, loginKey } from '../sign-in/attempts.ts'
import { mailLater } from '../events.ts'
import { cancelLoss } from '../factor-loss/loss.ts'
import { findByToken, newToken, consumeToken, revokeMailedTokens } from '../mail/tokens.ts'
import { checkNewPassword, hashPassword } from './passwords.ts'
import { provePassword } from '../sign-in/proof.ts'
import { lockAccount, lockOwn, lockProved } from '../recovery/account-lock.ts'
import { mailedTokens, users } from '../schema.ts'
import { countUnknownSignIn, recordSecurityEvent } from '../security-log/record.ts'
import { renewSession } from '../sessions/sessions.ts'
import { checkPasswordsAllowed } from '../sign-in-mode/refusals.ts'
import { admitVisitor } from '../sign-up/admission.ts'
import { openAccount } from '../recovery/freeze.ts'

const mailsPerAddress = { count: 5, seconds: 3600 }

/**
 * Mails a reset link to the account with this confirmed address. Without such an account it runs
 * the same statements.
 * @throws Problem 403 as `checkPasswordsAllowed`, 429 after too many requests for one address from
 * one network
 */
export async function requestPasswordReset(ctx: Context, email: string): Promise<void> {
  await checkPasswordsAllowed(ctx)
  const counted = countedHere(ctx, loginKey(email))
  await consume(ctx.db, ctx.now, 'password_reset', counted, mailsPerAddress)
  await transaction(ctx, async (ctx) => {
    const [token] = await insertTokenFor(ctx, email)
    await mailLater(ctx, 'password_reset', token?.userId ?? 0, token?.id ?? null)
    if (token) await recordSecurityEvent(ctx, 'password.reset_requested', requestedFor(token))
    else await countUnknownSignIn(ctx)
  })
}

const requestedFor = ({ userId }: { userId: number }) => ({ subjectId: userId, actorId: 0 })

function insertTokenFor(ctx: Context, email: string) {
  const { hash, seed, purpose, createdAt, expiresAt } = newToken(ctx, 'password_reset')
  return ctx.db.execute<{ id: number; userId: number }>(sql`
    insert into ${mailedTokens} (hash, seed, purpose, user_id, created_at, expires_at)
    select ${hash}::text, ${seed}::text, ${purpose}::text, id, ${createdAt}::timestamptz,
      ${expiresAt}::timestamptz
    from ${users} where lower(email) = lower(${email}) and email_verified_at is not null
      and erased_at is null and (not demo or ${ctx.ports.demo})
    returning id, user_id as "userId"`)
}

/**
 * Sets a new password with the mailed token. Ends all sessions and tokens and signs nobody in; a
 * second factor stays on. It unfreezes a frozen account and cancels a closure. The tokens that the
 * freeze kept stay valid. A visitor becomes a member if their address may join.
 * @throws Problem 403 as `checkPasswordsAllowed`, 410 `link_expired`, 422 on `password`, for visitors
 * as `admitVisitor`
 */
export async function resetPassword(ctx: Context, input: { token: string; password: string }) {
  await checkPasswordsAllowed(ctx)
  const { id, userId } = await findByToken(ctx, 'password_reset', input.token)
  const account = await findAccount(ctx, eq(users.id, userId))
  if (!account) throw new Error(`No account ${userId}`)
  await checkNewPassword(ctx, input.password, account)
  const passwordHash = await hashPassword(input.password)
  await transaction(ctx, async (ctx) => {
    const { frozenAt, visitor } = await lockAccount(ctx, userId)
    if (visitor) await admitVisitor(ctx, { id: userId, email: account.email ?? '' })
    await consumeToken(ctx, id)
    await setPassword(ctx, account, passwordHash)
    if (frozenAt) await openAccount(ctx, userId)
    else await endAccess(ctx, account.id)
    // The reset proves control of the mailbox, as the link that admits a device does.
    await rememberClient(ctx, account.id)
    const reset = { subjectId: account.id, actorId: account.id }
    await recordSecurityEvent(ctx, 'password.reset', reset)
  })
}

/**
 * Changes the password of the signed-in user, or gives them their first. Other sessions and all
 * tokens end.
 * @throws Problem 422 on `current` or `password`, 429; 403 `fresh_authentication_required` for a
 * first password
 */
export async function changePassword(ctx: Context, input: { current?: string; password: string }) {
  const account = await ownAccount(ctx)
  if (account.passwordHash === null) checkFresh(ctx)
  else await provePassword(ctx, input.current ?? '', 'current')
  await checkNewPassword(ctx, input.password, account)
  const passwordHash = await hashPassword(input.password)
  await transaction(ctx, async (ctx) => {
    await lockOwn(ctx)
    await lockProved(ctx, account)
    await setPassword(ctx, account, passwordHash)
    await endAccess(ctx, account.id, { exceptPresent: true })
    await renewSession(ctx)
    await recordSecurityEvent(ctx, 'password.changed', { subjectId: account.id })
  })
}

async function setPassword(ctx: Context, { id }: Account, passwordHash: string) {
  await ctx.db.update(users).set({ passwordHash, visitor: false }).where(eq(users.id, id))
  await revokeMailedTokens(ctx, id, 'password_reset')
  await revokeMailedTokens(ctx, id, 'identity_link')
  // A report of a lost factor relied on the old password.
  await cancelLoss(ctx, id)
  await mailLater(ctx, 'password_changed', id)
}
