import { and, eq, isNull, lte } from 'drizzle-orm'
import { after, Problem, type Context } from '@stoa/core'
import { providerSessions } from '../schema.ts'
import { seal } from '../secrets.ts'
import type { Assertion, Provider } from './protocol.ts'

type Db = Pick<Context, 'db'>
type Identity = Pick<Assertion, 'issuer' | 'subject'>
type ProvedIdentity = Identity & Pick<Assertion, 'sid' | 'refreshToken'>

/** Purpose and owner under which the refresh token of a session is encrypted. */
export const refreshSeal = ({ issuer, subject }: Identity) =>
  ['provider-sessions', `identity:${issuer} ${subject}`] as const

/** As long as a sign-in may take that still needs a code. */
const waitingTime = 10 * 60_000

/**
 * Records who a provider has just proved, in the transaction of `ctx`, for the session that begins
 * when all else was given that sign-in asks for.
 * @returns its id, for `bindProviderSession`
 */
export async function recordProviderSession(
  ctx: Context,
  provider: Pick<Provider, 'id'>,
  { issuer, subject, sid, refreshToken }: ProvedIdentity
): Promise<number> {
  const sealedRefreshToken =
    refreshToken === undefined
      ? null
      : seal(ctx.ports, ...refreshSeal({ issuer, subject }), refreshToken)
  const times = { createdAt: ctx.now, checkedAt: ctx.now }
  const row = { providerId: provider.id, issuer, subject, sid, sealedRefreshToken, ...times }
  const [made] = await ctx.db
    .insert(providerSessions)
    .values(row)
    .returning({ id: providerSessions.id })
  return made?.id ?? 0
}

/**
 * Ties the identity that was proved to the session that began with it.
 * @throws Problem 401 `sign_in_expired` if it is tied already, is too old, or was signed out
 */
export async function bindProviderSession({ db }: Db, id: number, hash: string): Promise<void> {
  const { sessionHash } = providerSessions
  const { count } = await db
    .update(providerSessions)
    .set({ sessionHash: hash })
    .where(and(eq(providerSessions.id, id), isNull(sessionHash)))
  if (count === 0) throw new Problem(401, 'sign_in_expired')
}

/**
 * Returns the identity of a sign-in that still waits for a code or a passkey.
 * @throws Problem 401 `sign_in_expired` as `bindProviderSession`
 */
export async function waitingIdentity({ db }: Db, id = 0): Promise<Identity> {
  const { issuer, subject, sessionHash } = providerSessions
  const [waiting] = await db
    .select({ issuer, subject })
    .from(providerSessions)
    .where(and(eq(providerSessions.id, id), isNull(sessionHash)))
  if (!waiting) throw new Problem(401, 'sign_in_expired')
  return waiting
}

/**
 * Unties the identity that began the present session, if it is of this user: another one follows.
 * @returns its id
 */
export async function releaseProviderSession(
  { db, actor }: Pick<Context, 'db' | 'actor'>,
  userId: number
): Promise<number | undefined> {
  if (actor.session?.userId !== userId) return undefined
  const [released] = await db
    .update(providerSessions)
    .set({ sessionHash: null })
    .where(eq(providerSessions.sessionHash, actor.session.hash))
    .returning({ id: providerSessions.id })
  return released?.id
}

/** Deletes what was recorded for sign-ins by an identity that still wait for a code or a passkey. */
export async function deleteWaiting({ db }: Db, { issuer, subject }: Identity): Promise<void> {
  const isTheirs = and(eq(providerSessions.issuer, issuer), eq(providerSessions.subject, subject))
  await db.delete(providerSessions).where(and(isTheirs, isNull(providerSessions.sessionHash)))
}

/** Deletes what was recorded for sign-ins that nobody completed. */
export async function deleteUnboundSessions({ db, now }: Pick<Context, 'db' | 'now'>) {
  const { sessionHash, createdAt } = providerSessions
  await db
    .delete(providerSessions)
    .where(and(isNull(sessionHash), lte(createdAt, after(now, -waitingTime))))
}
