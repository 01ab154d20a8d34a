import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { Problem, type Context } from '@stoa/core'
import { passkeys } from '../schema.ts'
import { countUnknownSignIn, recordSecurityEvent } from '../security-log/record.ts'
import {
  takeChallenge,
  type Purpose,
  checkedRelyingParty,
  type RelyingParty,
  newChallenge,
  expectedOf
} from './challenge.ts'
import { ownAccount } from '../account/account.ts'

/** An attempt of `newChallenge`, and what the browser made of it, as JSON. */
export type PasskeyAnswer = { attempt: string; credential: string }

export type Passkey = typeof passkeys.$inferSelect

// Elliptic curves and, for Windows Hello, RSA.
export const algorithms = [-8, -7, -257]

/** The library takes a while to load, so it is loaded by whoever uses a passkey first. */
export const webAuthn = () => import('@simplewebauthn/server')

type Verified = {
  passkey: Passkey
  /** How often the authenticator says that it has signed. */
  counter: number
}

/**
 * Verifies that somebody signed a challenge with a passkey and proved who they are to its
 * authenticator.
 * @param userId whose passkey it must be; 0 for anybody's
 * @throws Problem 401 `passkey_expired`, `passkey_unknown`, `passkey_foreign_origin`,
 * `passkey_unverified` or `passkey_refused`; 409 `passkeys_unavailable`
 */
export async function verifyPasskey(
  ctx: Context,
  { attempt, credential }: PasskeyAnswer,
  { purpose, userId }: { purpose: Purpose; userId: number }
): Promise<Verified> {
  const party = checkedRelyingParty(ctx.ports)
  const challenge = await takeChallenge(ctx, attempt, { purpose, userId })
  const response = parsed<AuthenticationResponseJSON>(credential)
  const passkey = await findPasskey(ctx, response, userId)
  const refused =
    refusalOf(response.response, response.response.authenticatorData, party) ??
    (await signatureOf(response, passkey, { challenge, party }))
  if (typeof refused === 'number') return { passkey, counter: refused }
  const details = { passkeyId: passkey.id, reason: refused.code }
  const event = { subjectId: passkey.userId, actorId: userId, details }
  await recordSecurityEvent(ctx, 'passkey.refused', event)
  throw refused
}

const refuse = (code: string, params = {}) => new Problem(401, code, params)

const base64url = z.string().regex(/^[\w-]*$/)

/** Fields of an answer that are read before the library checks it. */
const readShape = z.object({
  id: base64url,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url.optional(),
    userHandle: base64url.nullish()
  })
})

/** @throws Problem 401 `passkey_refused` for JSON that no browser makes */
export function parsed<T extends AuthenticationResponseJSON | RegistrationResponseJSON>(
  credential: string
): T {
  try {
    const given: unknown = JSON.parse(credential)
    if (readShape.safeParse(given).success) return given as T
  } catch {
    // Answered below.
  }
  throw refuse('passkey_refused')
}

/** @throws Problem 401 `passkey_unknown`, also for another account's passkey */
async function findPasskey(
  ctx: Context,
  { id, response }: AuthenticationResponseJSON,
  userId: number
): Promise<Passkey> {
  const [passkey] = await ctx.db.select().from(passkeys).where(eq(passkeys.credentialId, id))
  const isTheirs = passkey && (userId === 0 || passkey.userId === userId)
  const handle = response.userHandle && Buffer.from(response.userHandle, 'base64url').toString()
  if (isTheirs && (!handle || handle === handleOf(passkey.userId))) return passkey
  await countUnknownSignIn(ctx)
  throw refuse('passkey_unknown')
}

/** The name of an account in authenticators. */
const handleOf = (userId: number) => `user:${userId}`

const userVerified = 0x04

/** Says why an answer is refused that a person can do something about. */
export function refusalOf(
  { clientDataJSON }: { clientDataJSON: string },
  authenticatorData: string | undefined,
  { origin }: RelyingParty
): Problem | undefined {
  const said = clientDataIn(clientDataJSON)
  // A page of another site may not ask for it in a frame, wherever it was made.
  if (said.origin !== origin || said.crossOrigin === true)
    return refuse('passkey_foreign_origin', { origin })
  const flags = Buffer.from(authenticatorData ?? '', 'base64url')[32]
  if (flags !== undefined && !(flags & userVerified)) return refuse('passkey_unverified')
  return undefined
}

function clientDataIn(clientDataJSON: string): { origin?: unknown; crossOrigin?: unknown } {
  try {
    return Object(JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString())) as object
  } catch {
    return {}
  }
}

/** @returns the authenticator's count, or the refusal */
async function signatureOf(
  response: AuthenticationResponseJSON,
  { credentialId: id, publicKey }: Passkey,
  { challenge, party }: { challenge: string; party: RelyingParty }
): Promise<number | Problem> {
  const { verifyAuthenticationResponse } = await webAuthn()
  // The count is compared when it is stored, so that of two at once one is refused.
  const known = { id, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')), counter: 0 }
  const expected = { credential: known, ...expectedOf(party, challenge) }
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    ...expected
  }).catch(() => ({ verified: false, authenticationInfo: undefined }))
  return verified && authenticationInfo ? authenticationInfo.newCounter : refuse('passkey_refused')
}

// Nothing is said of how to reach a passkey: browsers know that, and a wrong guess hides one.
const credentialsOf = ({ db }: Context, userId: number) =>
  db.select({ id: passkeys.credentialId }).from(passkeys).where(eq(passkeys.userId, userId))

/**
 * Returns what a browser needs to ask for a passkey.
 * @param userId whose passkeys it may be; 0 for all that it knows for this forum
 * @throws Problem 409 `passkeys_unavailable`
 */
export async function requestPasskey(
  ctx: Context,
  purpose: Exclude<Purpose, 'adding'>,
  userId = 0
) {
  const { id: rpID } = checkedRelyingParty(ctx.ports)
  const { challenge, attempt } = newChallenge(ctx, { purpose, userId })
  const { generateAuthenticationOptions } = await webAuthn()
  const options = await generateAuthenticationOptions({
    rpID,
    challenge: new Uint8Array(challenge),
    userVerification: 'required',
    ...(userId > 0 && { allowCredentials: await credentialsOf(ctx, userId) })
  })
  return { options: { ...options }, attempt }
}

/**
 * Returns what a browser needs to make a passkey for the signed-in user: one that it finds without
 * a name, and that asks who they are.
 * @throws Problem 409 `passkeys_unavailable`
 */
export async function offerPasskey(ctx: Context) {
  const { id: rpID } = checkedRelyingParty(ctx.ports)
  const { id: userId, username } = await ownAccount(ctx)
  const { challenge, attempt } = newChallenge(ctx, { purpose: 'adding', userId })
  const { generateRegistrationOptions } = await webAuthn()
  const { name: rpName } = await ctx.ports.site.siteWords(ctx)
  const options = await generateRegistrationOptions({
    rpName,
    rpID,
    userName: username,
    userDisplayName: username,
    userID: new Uint8Array(Buffer.from(handleOf(userId))),
    challenge: new Uint8Array(challenge),
    attestationType: 'none',
    excludeCredentials: await credentialsOf(ctx, userId),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: algorithms
  })
  return { options: { ...options }, attempt }
}
