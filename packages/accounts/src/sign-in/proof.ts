import { and, asc, eq } from 'drizzle-orm'
import { invalid, Problem, type Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { ownAccount, type AccountWithPassword } from '../account/account.ts'
import { accountKey, countAttempt, forgiveAttempt } from './attempts.ts'
import { isPassword } from '../passwords/passwords.ts'
import { acceptSecondFactor } from '../second-factor/codes.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { identities, signInProviders } from '../schema.ts'

type Proof = { password?: string; code?: string }

/**
 * Tries a password of an account. Only wrong tries count.
 * @returns whether it is right, and the account did not fail too often
 * @throws Problem 429 after too many attempts
 */
export async function tryPassword(
  ctx: Context,
  { id, passwordHash }: Pick<AccountWithPassword, 'id' | 'passwordHash'>,
  password: string
): Promise<boolean> {
  const tried = { kind: 'password', typed: accountKey(id), userId: id } as const
  const attempt = await countAttempt(ctx, tried)
  const isRight = (await isPassword(passwordHash, password)) && !attempt.braked
  if (isRight) await forgiveAttempt(ctx, attempt)
  return isRight
}

/**
 * Tries a code of the second factor of an account, as `tryPassword`.
 * @returns when the factor was added; undefined for a wrong code
 */
export async function tryCode(ctx: Context, userId: number, code: string) {
  const attempt = await countAttempt(ctx, { kind: 'code', typed: accountKey(userId), userId })
  const factorSince = attempt.braked ? undefined : await acceptSecondFactor(ctx, userId, code)
  if (factorSince !== undefined) await forgiveAttempt(ctx, attempt)
  return factorSince
}

/**
 * Checks the password of the signed-in user again and returns their account.
 * @param path the input field of the password
 * @throws Problem 422 on that field, 429 after too many attempts
 */
export async function provePassword(ctx: Context, password: string, path = 'password') {
  const account = await ownAccount(ctx)
  if (await tryPassword(ctx, account, password)) return account
  await recordSecurityEvent(ctx, 'password.refused', { subjectId: account.id })
  throw invalid(path, 'field_password_wrong')
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
  const factorSince = await tryCode(ctx, userId, code)
  if (factorSince !== undefined) return factorSince
  await recordSecurityEvent(ctx, 'second_factor.refused', { subjectId: userId })
  throw invalid('code', 'field_code_wrong')
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
