import { eq } from 'drizzle-orm'
import { Problem, type Context } from '@stoa/core'
import { findAccount, type AccountWithPassword } from '../account/account.ts'
import { users } from '../schema.ts'
import { sign, isSigned } from '../secrets.ts'

type Parts = Pick<Context, 'db' | 'now' | 'ports'>

// Long enough to find the phone for the second factor.
const lifetime = 10 * 60_000
const shape = /^(\d{1,15})\.(\d{1,15})\.(\d{1,15})\.(\d{1,15})\.([\w-]{43})$/

/** The proof in a continuation: that the password was right, or also a code for a lost factor. */
type Step = 'sign-in-continuation' | 'factor-replacement'

/**
 * An account that the first step proved. `providerSessionId`: a provider did, and this is known of it.
 * `mailedToken`: the mailed link with which that identity is to be linked, as `linkAfterFactor` does.
 */
export type Proved = AccountWithPassword & {
  providerSessionId?: number | undefined
  mailedToken?: number | undefined
}
type Signed = Pick<Proved, 'id' | 'passwordHash' | 'providerSessionId' | 'mailedToken'>

// The signature covers the stored password hash, so a password change invalidates older
// continuations.
const signedText = (
  { id, passwordHash, providerSessionId = 0, mailedToken = 0 }: Signed,
  until: number
) => [id, until, providerSessionId, mailedToken, passwordHash].join('|')

/**
 * Returns a token that proves a step for ten minutes. It contains nothing of the password.
 */
export function continuationFor(
  parts: Parts,
  account: Proved,
  step: Step = 'sign-in-continuation'
): string {
  const until = Date.parse(parts.now) + lifetime
  const { id, providerSessionId = 0, mailedToken = 0 } = account
  const signature = sign(parts.ports, step, signedText(account, until))
  return [id, until, providerSessionId, mailedToken, signature].join('.')
}

/** A 401 `second_factor_required` with a continuation, and whether a passkey will do (`yes`, `no`). */
export function secondFactorRequired(parts: Parts, account: Proved, params = {}): Problem {
  const continuation = continuationFor(parts, account)
  const passkey = account.passkeySince === null ? 'no' : 'yes'
  return new Problem(401, 'second_factor_required', { ...params, continuation, passkey })
}

/**
 * Returns the account of a continuation.
 * @throws Problem 401 `sign_in_expired` if the continuation is too old, has a wrong signature, or
 * the password has changed
 */
export async function accountOfContinuation(
  parts: Parts,
  continuation: string,
  step: Step = 'sign-in-continuation'
): Promise<Proved> {
  const [, id, until, session, link, signature = ''] = shape.exec(continuation) ?? []
  const account = await provedAccount(parts, Number(id ?? 0), Number(session), Number(link))
  const isOurs =
    account && isSigned(parts.ports, step, signedText(account, Number(until)), signature)
  const isOver = Number(until) <= Date.parse(parts.now)
  if (!isOurs || isOver || (account.demo && !parts.ports.demo))
    throw new Problem(401, 'sign_in_expired')
  return account
}

async function provedAccount(parts: Parts, id: number, session: number, link: number) {
  const found = await findAccount(parts, eq(users.id, id))
  const first = { providerSessionId: session || undefined, mailedToken: link || undefined }
  return found && ({ ...found, ...first } satisfies Proved)
}
