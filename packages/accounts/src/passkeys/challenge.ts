import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import { z } from 'zod'
import { after, Problem, type Context, conflict, type Ports } from '@stoa/core'
import { countUse } from '@stoa/core/limits'
import { isLoopback } from '@stoa/core/server'
import { deviceFor, deviceOf } from '../sessions/known-clients.ts'
import { seal, sha256, unsealJson } from '../secrets.ts'

/** The act that an answer to a challenge allows. An answer for one allows no other. */
export type Purpose = 'sign_in' | 'second_factor' | 'proof' | 'adding'

type Use = {
  purpose: Purpose
  /** The account it is for; 0 if the passkey will say. */
  userId: number
}

const sealedAs = ['passkey-challenges', 'browser'] as const
const seconds = 10 * 60

const shape = z.object({
  challenge: z.string(),
  purpose: z.string(),
  userId: z.int(),
  browser: z.string(),
  until: z.string()
})

/**
 * Makes a challenge. It is handed out sealed, so that strangers fill no table, and bound to the
 * device cookie of the browser that asked for it.
 */
export function newChallenge(ctx: Context, use: Use) {
  const challenge = randomBytes(32)
  const text = challenge.toString('base64url')
  const until = after(ctx.now, seconds * 1000)
  const sealed = { challenge: text, ...use, browser: deviceFor(ctx), until }
  return { challenge, attempt: seal(ctx.ports, ...sealedAs, JSON.stringify(sealed)) }
}

/**
 * Returns the challenge of an attempt, once.
 * @throws Problem 401 `passkey_expired` if it was used before, is older than ten minutes, or was made
 * for another browser, purpose or account
 */
export async function takeChallenge(ctx: Context, attempt: string, use: Use): Promise<string> {
  const made = unsealJson(shape, ctx.ports, ...sealedAs, attempt)
  const fits =
    made?.purpose === use.purpose && made.userId === use.userId && made.browser === deviceOf(ctx)
  if (!fits || made.until <= ctx.now || (await isUsed(ctx, made.challenge)))
    throw new Problem(401, 'passkey_expired')
  return made.challenge
}

/** Counts the use of a challenge. The count is kept longer than the challenge is valid. */
async function isUsed({ db, now }: Context, challenge: string): Promise<boolean> {
  const { count } = await countUse(db, now, 'passkey_challenge', sha256(challenge), 2 * seconds)
  return count > 1
}

/** The domain that passkeys are bound to, and the address of the pages that may use them. */
export type RelyingParty = { id: string; origin: string }

/**
 * Returns what passkeys of this forum are bound to. They need a domain, so on loopback it is
 * `localhost`, whatever the address of the forum. Undefined without a domain or without https,
 * where browsers offer none.
 */
export function relyingPartyOf({
  publicOrigin
}: Pick<Ports, 'publicOrigin'>): RelyingParty | undefined {
  const url = new URL(publicOrigin)
  if (isLoopback(url.hostname)) url.hostname = 'localhost'
  else if (url.protocol !== 'https:' || isAddress(url.hostname)) return undefined
  return { id: url.hostname, origin: url.origin }
}

const isAddress = (hostname: string) => hostname.startsWith('[') || isIP(hostname) > 0

/** The expected content of an answer, for the library. */
export const expectedOf = ({ id, origin }: RelyingParty, challenge: string) => ({
  expectedChallenge: challenge,
  expectedOrigin: origin,
  expectedRPID: id
})

/** @throws Problem 409 `passkeys_unavailable` at an address that can have no passkeys */
export function checkedRelyingParty(ports: Pick<Ports, 'publicOrigin'>): RelyingParty {
  const party = relyingPartyOf(ports)
  if (!party) throw conflict('passkeys_unavailable')
  return party
}
