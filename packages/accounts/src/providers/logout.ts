import { and, eq, lte } from 'drizzle-orm'
import { Problem, transaction, type Context } from '@stoa/core'
import { countUse } from '@stoa/core/limits'
import { providerSessions, usedLogoutTokens } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/recording.ts'
import { endProviderSessions } from './end-sessions.ts'
import { findAnyProvider } from './known.ts'
import type { Logout, Provider } from './protocol.ts'
import { protocols } from './protocols.ts'

/**
 * Ends the sessions of somebody who signed out at a provider: one, or all of the person. Its token
 * counts once. Refusals are recorded, because they may be an attack.
 * @throws Problem 404, 400 `logout_token_invalid`, 502 `provider_unreachable`
 */
export async function endByProvider(
  ctx: Context,
  { slug, token }: { slug: string; token: string }
): Promise<void> {
  const provider = await findAnyProvider(ctx, slug)
  try {
    const logout = await protocols[provider.protocol].readLogout(ctx, provider, token)
    await obey(ctx, provider, logout)
  } catch (error) {
    if (error instanceof Problem && error.status === 400) await recordRefusal(ctx, slug)
    throw error
  }
}

/** Once an hour for each provider, so that a flood of bad tokens does not bury other events. */
async function recordRefusal(ctx: Context, provider: string): Promise<void> {
  const { count } = await countUse(ctx.db, ctx.now, 'logout_refused', provider, 3600)
  if (count === 1)
    await recordSecurityEvent(ctx, 'sign_in.logout_refused', { actorId: 0, details: { provider } })
}

async function obey(ctx: Context, provider: Provider, logout: Logout): Promise<void> {
  const { providerId, subject, sid } = providerSessions
  await transaction(ctx, async (ctx) => {
    await useOnce(ctx, provider, logout)
    const isMeant = and(
      eq(providerId, provider.id),
      logout.subject === undefined ? undefined : eq(subject, logout.subject),
      logout.sid === undefined ? undefined : eq(sid, logout.sid)
    )
    await endProviderSessions(ctx, isMeant, 'session.ended_by_provider')
  })
}

/** @throws Problem 400 `logout_token_invalid` the second time */
async function useOnce({ db }: Context, { issuer }: Provider, { tokenId, expiresAt }: Logout) {
  const used = await db
    .insert(usedLogoutTokens)
    .values({ issuer, tokenId, expiresAt })
    .onConflictDoNothing()
    .returning({ tokenId: usedLogoutTokens.tokenId })
  if (used.length === 0) throw new Problem(400, 'logout_token_invalid')
}

/** Forgets logout tokens that are refused for their age by now. */
export const deleteUsedTokens = ({ db, now }: Pick<Context, 'db' | 'now'>) =>
  db.delete(usedLogoutTokens).where(lte(usedLogoutTokens.expiresAt, now))
