import { eq } from 'drizzle-orm'
import { conflict, forbidden, invalid, signInRequired, transaction, type Context } from '@stoa/core'
import { consume } from '@stoa/core/limits'
import { findAccount, ownAccount, type AccountWithPassword } from './account/account.ts'
import { accountKey, countAttempt, forgiveAttempt } from './sign-in/attempts.ts'
import { findByToken, consumeToken, revokeMailedTokens } from './mail/tokens.ts'
import { isPassword } from './passwords/hash.ts'
import { users } from './schema.ts'
import { recordSecurityEvent } from './security-log/recording.ts'
import { checkPasswordsAllowed } from './sign-in-mode/refusals.ts'
import { signedInAs } from './sign-in/sign-in.ts'
import { confirmAddress } from './sign-up/confirm-address.ts'
import { isMailLate } from './sign-up/late-mail.ts'
import { mailVerification } from './sign-up/sign-up.ts'
import { tryVerificationCode } from './sign-up/verification-code.ts'

type Input = { token?: string; code?: string; password?: string }

const mailsPerAccount = { count: 5, seconds: 3600 }

/**
 * Confirms the address with the token of the link or with the six digits, and signs in under a new
 * session id. The token also needs the session that signed up, or the password.
 * @throws Problem 401 `sign_in_required` for a code without that session, 403
 * `verification_needs_password` or as `checkPasswordsAllowed`, 422 on `code` or `password`, 410 `link_expired`, 409
 * `address_taken`, `address_claimed` or, for a code, `address_confirmed`
 */
export async function verify(ctx: Context, input: Input) {
  const { account, tokenId } =
    input.token === undefined
      ? await byCode(ctx, input.code ?? '')
      : await byToken(ctx, input.token, input.password)
  await transaction(ctx, async (ctx) => {
    await consumeToken(ctx, tokenId)
    await confirmAddress(ctx, account)
  })
  return signedInAs(ctx, { ...account, emailVerifiedAt: ctx.now })
}

async function byCode(ctx: Context, code: string) {
  const account = await unconfirmedAccount(ctx)
  return { account, tokenId: await tryVerificationCode(ctx, account, code) }
}

async function unconfirmedAccount(ctx: Context) {
  if (ctx.actor.id > 0) throw conflict('address_confirmed')
  if (!ctx.actor.pendingUserId) throw signInRequired()
  return ownAccount(ctx)
}

async function byToken(ctx: Context, token: string, password: string | undefined) {
  const found = await findByToken(ctx, 'verification', token)
  const account = await findAccount(ctx, eq(users.id, found.userId))
  if (!account) throw new Error(`No account ${found.userId}`)
  if (ctx.actor.pendingUserId !== account.id) await checkPassword(ctx, account, password)
  return { account, tokenId: found.id }
}

async function checkPassword(ctx: Context, account: AccountWithPassword, password?: string) {
  await checkPasswordsAllowed(ctx)
  if (password === undefined) throw forbidden('verification_needs_password')
  const tried = { kind: 'password', typed: accountKey(account.id), userId: account.id } as const
  const attempt = await countAttempt(ctx, tried)
  const matches = await isPassword(account.passwordHash, password)
  if (!matches || attempt.braked) {
    await recordSecurityEvent(ctx, 'password.refused', { subjectId: account.id, actorId: 0 })
    throw invalid('password', 'field_password_wrong')
  }
  await forgiveAttempt(ctx, attempt)
}

/**
 * Mails a new link and code and revokes the former ones. A delayed mail stays delayed.
 * @throws Problem 401 `sign_in_required` without a session that can verify, 409
 * `address_confirmed`, 429
 */
export async function resendVerification(ctx: Context): Promise<void> {
  const { id, email } = await unconfirmedAccount(ctx)
  await consume(ctx.db, ctx.now, 'verification_mail', `user:${id}`, mailsPerAccount)
  if (await isMailLate(ctx, id)) return
  await transaction(ctx, async (ctx) => {
    await revokeMailedTokens(ctx, id, 'verification')
    await mailVerification(ctx, id, email ?? '')
  })
}
