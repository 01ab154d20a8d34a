import { eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { ownAccount } from '../account/account.ts'
import { passkeys } from '../schema.ts'
import { newChallenge, type Purpose } from './challenge.ts'
import { checkedRelyingParty } from './relying-party.ts'
import { algorithms, handleOf, webAuthn } from './verification.ts'

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
    ...{ rpID, challenge: new Uint8Array(challenge), userVerification: 'required' },
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
    ...{ rpName, rpID, userName: username, userDisplayName: username },
    userID: new Uint8Array(Buffer.from(handleOf(userId))),
    challenge: new Uint8Array(challenge),
    attestationType: 'none',
    excludeCredentials: await credentialsOf(ctx, userId),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: algorithms
  })
  return { options: { ...options }, attempt }
}
