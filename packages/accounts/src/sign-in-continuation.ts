import { eq } from 'drizzle-orm'
import { Problem, type Context } from '@stoa/core'
import { findAccount, type AccountWithPassword } from './account.ts'
import { users } from './schema.ts'
import { everyKeyed, sameSecret } from './secrets.ts'

type Parts = Pick<Context, 'db' | 'now' | 'ports'>

// Long enough to find the phone for the second factor.
const lifetime = 10 * 60_000
const shape = /^(\d{1,15})\.(\d{1,15})\.([\w-]{43})$/

// The signature covers the stored password hash, so a password change invalidates older
// continuations.
const signaturesOf = (
  { ports }: Pick<Parts, 'ports'>,
  { id, passwordHash }: Pick<AccountWithPassword, 'id' | 'passwordHash'>,
  until: number
) =>
  everyKeyed(ports, 'sign-in-continuation', `${id}|${until}|${passwordHash}`).map((signature) =>
    signature.toString('base64url')
  )

/**
 * Returns a token that proves for ten minutes that the password was right. It contains nothing of
 * the password.
 */
export function continuationFor(parts: Parts, account: AccountWithPassword): string {
  const until = Date.parse(parts.now) + lifetime
  return `${account.id}.${until}.${signaturesOf(parts, account, until)[0]}`
}

/**
 * Returns the account of a continuation.
 * @throws Problem 401 `sign_in_expired` if the continuation is too old, has a wrong signature, or
 * the password has changed
 */
export async function accountOfContinuation(
  parts: Parts,
  continuation: string
): Promise<AccountWithPassword> {
  const [, id, until, signature = ''] = shape.exec(continuation) ?? []
  const account = await findAccount(parts, eq(users.id, Number(id ?? 0)))
  const signatures = account ? signaturesOf(parts, account, Number(until)) : []
  const isOurs = signatures.some((ours) => sameSecret(signature, ours))
  const isOver = Number(until) <= Date.parse(parts.now)
  if (!account || !isOurs || isOver || (account.demo && !parts.ports.demo))
    throw new Problem(401, 'sign_in_expired')
  return account
}
