import { transaction, type Context } from '@stoa/core'
import { endAccess } from '../tokens/tokens.ts'
import { authorize } from '../policy.ts'
import { recordSecurityEvent } from '../security-log/recording.ts'
import { identityOf } from './identities.ts'
import type { Assertion } from './protocol.ts'
import { deleteWaiting } from './provider-session.ts'

/**
 * Ends all sessions, tokens and streams of the account that an identity is linked to, and sign-ins by
 * it that wait for a code, for a program that knows who left the organisation. Without such an
 * account it does nothing, so that it can be repeated and tells nobody who has one.
 * @throws Problem 403
 */
export async function endSessionsOfIdentity(
  ctx: Context,
  named: Pick<Assertion, 'issuer' | 'subject'>
): Promise<void> {
  authorize.endSessionsOf(ctx.actor)
  for (const issuer of spellingsOf(named.issuer)) await endOf(ctx, { ...named, issuer })
}

/** The forum knows an issuer as its admin typed it, and the program as the provider writes it. */
function spellingsOf(issuer: string): string[] {
  const { origin } = URL.parse(issuer) ?? {}
  const spellings = [`${origin}`, `${origin}/`]
  return spellings.includes(issuer) ? spellings : [issuer]
}

async function endOf(ctx: Context, named: Pick<Assertion, 'issuer' | 'subject'>): Promise<void> {
  const identity = await identityOf(ctx, named)
  if (!identity) return
  const { userId } = identity
  await transaction(ctx, async (ctx) => {
    await deleteWaiting(ctx, named)
    await endAccess(ctx, userId)
    const details = { issuer: named.issuer }
    await recordSecurityEvent(ctx, 'session.ended_by_service', { subjectId: userId, details })
  })
}
