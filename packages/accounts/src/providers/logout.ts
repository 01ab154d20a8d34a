import { and, eq, inArray, isNull, ne, or, type SQL, lte } from 'drizzle-orm'
import { emit, type Context, Problem, transaction } from '@stoa/core'
import { countUse } from '@stoa/core/limits'
import { wordsFor } from '@stoa/core/languages'
import { providerSessions, sessions, usedLogoutTokens, signInProviders } from '../schema.ts'
import type { SecurityEventKind } from '../security-log/kinds.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import type { Provider, Logout, Assertion } from './protocol.ts'
import { findAnyProvider, findProvider } from './known.ts'
import { protocols } from './protocols.ts'
import { endAccess } from '../tokens/tokens.ts'
import { authorize } from '../policy.ts'
import { identityOf } from './identities.ts'
import { deleteWaiting } from './provider-session.ts'

/** All that began at a provider but the present session. */
export const begunThere = ({ actor }: Context, id: number): SQL | undefined => {
  const { providerId, sessionHash } = providerSessions
  const isOther = or(isNull(sessionHash), ne(sessionHash, actor.session?.hash ?? ''))
  return and(eq(providerId, id), isOther)
}

/**
 * Ends the sessions that identities began, and sign-ins that still wait for a code, in the
 * transaction of `ctx`. Streams of their users end too.
 * @param condition over `providerSessions`
 * @returns the ids of their users
 */
export async function endProviderSessions(
  ctx: Context,
  condition: SQL | undefined,
  kind: SecurityEventKind
): Promise<number[]> {
  const { sessionHash } = providerSessions
  const hashes = ctx.db.select({ sessionHash }).from(providerSessions).where(condition)
  const ended = await ctx.db
    .delete(sessions)
    .where(inArray(sessions.hash, hashes))
    .returning({ userId: sessions.userId })
  await ctx.db.delete(providerSessions).where(and(condition, isNull(sessionHash)))
  const counts = Map.groupBy(ended, ({ userId }) => userId)
  for (const [subjectId, { length: count }] of counts) {
    await recordSecurityEvent(ctx, kind, { subjectId, actorId: 0, details: { count } })
    await emit(ctx, 'actor.changed', { userId: subjectId })
  }
  return [...counts.keys()]
}

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
  const { count } = await db
    .insert(usedLogoutTokens)
    .values({ issuer, tokenId, expiresAt })
    .onConflictDoNothing()
  if (count === 0) throw new Problem(400, 'logout_token_invalid')
}

/** Forgets logout tokens that are refused for their age by now. */
export const deleteUsedTokens = ({ db, now }: Pick<Context, 'db' | 'now'>) =>
  db.delete(usedLogoutTokens).where(lte(usedLogoutTokens.expiresAt, now))

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
  for (const issuer of spellingsOf(named.issuer)) await endAll(ctx, { ...named, issuer })
}

/** The forum knows an issuer as its admin typed it, and the program as the provider writes it. */
function spellingsOf(issuer: string): string[] {
  const { origin } = URL.parse(issuer) ?? {}
  const spellings = [`${origin}`, `${origin}/`]
  return spellings.includes(issuer) ? spellings : [issuer]
}

async function endAll(ctx: Context, named: Pick<Assertion, 'issuer' | 'subject'>): Promise<void> {
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

/** Returns the provider that began the present session, by its name in addresses; null if none did. */
export async function presentProvider({ db, actor }: Pick<Context, 'db' | 'actor'>) {
  const [found] = await db
    .select({ provider: signInProviders.slug })
    .from(providerSessions)
    .innerJoin(signInProviders, eq(signInProviders.id, providerSessions.providerId))
    .where(eq(providerSessions.sessionHash, actor.session?.hash ?? ''))
  return { provider: found?.provider ?? null }
}

/**
 * Returns what a provider is called, and its page for signing out there. The page is null if it has
 * none, or cannot be reached: signing out here never waits for it.
 * @throws Problem 404
 */
export async function providerSignOut(ctx: Context, slug: string) {
  const provider = await findProvider(ctx, slug)
  const { signOutAddress } = protocols[provider.protocol]
  const address = await signOutAddress(ctx, provider).catch((error: unknown) => {
    if (error instanceof Problem) return undefined
    throw error
  })
  return { name: wordsFor(ctx, provider.name), address: address?.href ?? null }
}
