import { invalid, Problem, type Context } from '@stoa/core'
import { ownAccount } from './account.ts'
import { countAttempt, forgiveAttempts, subjectOfLogin } from './attempts.ts'
import { isPassword } from './passwords.ts'
import { acceptSecondFactor } from './second-factor-codes.ts'
import { recordSecurityEvent } from './security-log/recording.ts'

type Proof = { password: string; code?: string }

/**
 * Proves by the password that the one signed in still is who signed in; gives their account.
 * @param path the input field of the password
 * @throws Problem 422 on that field, 429 after too many attempts
 */
export async function provePassword(ctx: Context, password: string, path = 'password') {
  const account = await ownAccount(ctx)
  const subject = subjectOfLogin(account.id, '')
  await countAttempt(ctx, subject)
  if (!(await isPassword(account.passwordHash, password))) {
    await recordSecurityEvent(ctx, 'password.refused', { subjectId: account.id })
    throw invalid(path, 'field_password_wrong')
  }
  // With a second factor only the code ends the count, or codes could be tried without one.
  if (!account.secondFactorSince) await forgiveAttempts(ctx, subject)
  return account
}

/**
 * Proves it by the password and, where a second factor is on, a code.
 * @throws Problem 422 on `password` or `code`, 403 `second_factor_required` where the code is missing,
 * 429 after too many attempts
 */
export async function proveOwner(ctx: Context, { password, code }: Proof) {
  const account = await provePassword(ctx, password)
  if (account.secondFactorSince) await proveSecondFactor(ctx, account.id, code)
  return account
}

async function proveSecondFactor(ctx: Context, userId: number, code: string | undefined) {
  if (code === undefined) throw new Problem(403, 'second_factor_required')
  if (!(await acceptSecondFactor(ctx, userId, code))) {
    await recordSecurityEvent(ctx, 'second_factor.refused', { subjectId: userId })
    throw invalid('code', 'field_code_wrong')
  }
  await forgiveAttempts(ctx, subjectOfLogin(userId, ''))
}
