import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { after, Problem, type Context } from '@stoa/core'
import { seal, unsealJson } from '../secrets.ts'
import type { Secrets } from './protocol.ts'

/** Why somebody was sent to a provider, and where they go on afterwards. */
export type Purpose = {
  slug: string
  next: string
  /**
   * `proof`: the signed-in user signs in again, to prove that the account is theirs. `mailed_link`: the
   * holder of a mailed link links the account that it is for.
   */
  act: 'sign_in' | 'link' | 'proof' | 'test' | 'mailed_link'
  /** The signed-in user who began to link or to prove, or whose mailed link it is; 0 to sign in. */
  userId: number
  /** The mailed link that is used. */
  mailedToken?: number | undefined
}

type Parts = Pick<Context, 'now' | 'ports' | 'cookies' | 'origin'>

const purpose = 'provider-attempts'
const lifetime = 10 * 60_000

/** The name of the cookie that binds an attempt to the browser, for a public address. */
export const attemptCookieName = (publicOrigin: string) =>
  publicOrigin.startsWith('https:') ? '__Host-stoa_attempt' : 'stoa_attempt'

const attemptShape = z.object({
  slug: z.string(),
  next: z.string(),
  act: z.enum(['sign_in', 'link', 'proof', 'test', 'mailed_link']),
  userId: z.int(),
  mailedToken: z.number().optional(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  begunAt: z.string()
})
export type Attempt = z.infer<typeof attemptShape>

const random = () => randomBytes(32).toString('base64url')

/**
 * Begins an attempt to sign in with a provider. It is kept in a sealed cookie, so that strangers
 * fill no table, and so that its answer counts only in the browser where it began.
 */
export function beginAttempt(parts: Parts, given: Purpose): Secrets {
  const secrets = { state: random(), nonce: random(), verifier: random() }
  const expires = after(parts.now, lifetime)
  const text = JSON.stringify({ ...given, ...secrets, begunAt: parts.now } satisfies Attempt)
  const value = seal(parts.ports, purpose, 'browser', text)
  parts.cookies.push({ name: attemptCookieName(parts.ports.publicOrigin), value, expires })
  return secrets
}

/**
 * Takes the attempt out of the browser: its answer is checked once.
 * @throws Problem 401 `provider_attempt_expired` without an attempt with this provider, or after
 * ten minutes
 */
export function endAttempt(parts: Parts, slug: string): Attempt {
  const name = attemptCookieName(parts.ports.publicOrigin)
  const sealed = parts.origin?.signInAttempt ?? ''
  const attempt = unsealJson(attemptShape, parts.ports, purpose, 'browser', sealed)
  if (attempt) parts.cookies.push({ name, value: '', evenIfRefused: true })
  if (attempt?.slug !== slug || after(attempt.begunAt, lifetime) <= parts.now)
    throw new Problem(401, 'provider_attempt_expired')
  return attempt
}
