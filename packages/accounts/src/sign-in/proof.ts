import { and, asc, eq } from 'drizzle-orm'
import { invalid, Problem, type Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { ownAccount } from '../account/account.ts'
import { accountKey, countAttempt, forgiveAttempt } from './attempts.ts'
import { isPassword } from '../passwords/hash.ts'
import { acceptSecondFactor } from '../second-factor/totp.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { identities, signInProviders } from '../schema.ts'

type Proof = { password?: string; code?: string }

/**
 * Checks the password of the signed-in user again and returns their account.
 * @param path the input field of the password
 * @throws Problem 422 on that field, 429 after too many attempts
 */
export async function provePassword(ctx: Context, password: string, path = 'password') {
  const account = await ownAccount(ctx)
  const tried = { kind: 'password', typed: accountKey(account.id), userId: account.id } as const
  const attempt = await countAttempt(ctx, tried)
  const matches = await isPassword(account.passwordHash, password)
  if (!matches || attempt.braked) {
    await recordSecurityEvent(ctx, 'password.refused', { subjectId: account.id })
    throw invalid(path, 'field_password_wrong')
  }
  await forgiveAttempt(ctx, attempt)
  return account
}

/**
 * Checks the password and, if a second factor is on, a code. Accounts without a password prove
 * themselves by the code alone. `factorSince` is when the second factor was added.
 * @throws Problem 422 on `password` or `code`, 403 `second_factor_required` if the code is missing,
 * 429 after too many attempts
 */
export async function proveOwner(ctx: Context, { password, code }: Proof) {
  const account = await ownAccount(ctx)
  const { id, passwordHash, secondFactorSince } = account
  if (passwordHash !== null || !secondFactorSince) await provePassword(ctx, password ?? '')
  if (!secondFactorSince) return { ...account, factorSince: null }
  return { ...account, factorSince: await proveSecondFactor(ctx, id, code) }
}

async function proveSecondFactor(ctx: Context, userId: number, code: string | undefined) {
  if (code === undefined) throw new Problem(403, 'second_factor_required')
  const attempt = await countAttempt(ctx, { kind: 'code', typed: accountKey(userId), userId })
  const factorSince = attempt.braked ? undefined : await acceptSecondFactor(ctx, userId, code)
  if (factorSince === undefined) {
    await recordSecurityEvent(ctx, 'second_factor.refused', { subjectId: userId })
    throw invalid('code', 'field_code_wrong')
  }
  await forgiveAttempt(ctx, attempt)
  return factorSince
}

/**
 * Lists how the signed-in user can prove that the account is theirs. `code`: one of the second
 * factor, with the password if there is one.
 */
export async function listWaysToProve(ctx: Context) {
  const { passwordHash, secondFactorSince } = await ownAccount(ctx)
  return {
    password: passwordHash !== null,
    code: secondFactorSince !== null,
    providers: await ownProviders(ctx)
  }
}

/** The providers in use that sign the user in. */
async function ownProviders(ctx: Context) {
  const { id, slug, name, logo, issuer, enabled } = signInProviders
  const rows = await ctx.db
    .selectDistinctOn([id], { slug, name, logo })
    .from(identities)
    .innerJoin(signInProviders, and(eq(issuer, identities.issuer), eq(enabled, true)))
    .where(eq(identities.userId, ctx.actor.id))
    .orderBy(asc(id))
  return rows.map((row) => ({ ...row, name: wordsFor(ctx, row.name) }))
}
