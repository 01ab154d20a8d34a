import { and, eq, inArray, isNull, ne, or, type SQL } from 'drizzle-orm'
import { emit, type Context } from '@stoa/core'
import { providerSessions, sessions } from '../schema.ts'
import type { SecurityEventKind } from '../security-log/kinds.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import type { Provider } from './protocol.ts'

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

/** Ends sessions whose second factor no longer counts, as a sign of it is trusted no more. */
export async function endUntrusted(
  ctx: Context,
  { id, factorSigns }: Pick<Provider, 'id' | 'factorSigns'>,
  wanted: Pick<Provider, 'factorSigns'>
): Promise<void> {
  if (factorSigns.every((sign) => wanted.factorSigns.includes(sign))) return
  const { hash, providerFactor } = sessions
  const trusted = ctx.db.select({ hash }).from(sessions).where(eq(providerFactor, true))
  const isOfThem = inArray(providerSessions.sessionHash, trusted)
  await endProviderSessions(ctx, and(begunThere(ctx, id), isOfThem), 'session.ended_by_provider')
}
