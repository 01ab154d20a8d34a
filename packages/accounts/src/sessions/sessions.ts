import { and, eq, isNotNull, lte, ne, type SQL } from 'drizzle-orm'
import { Lucia, generateIdFromEntropySize, type Adapter } from 'lucia'
import { after, atLeast, emit, type Context, type ReaderFacts, type Scope } from '@stoa/core'
import { ownerId, type Account } from '../account/account.ts'
import { deviceCookieName, deleteClients, rememberClient } from './known-clients.ts'
import { attemptCookieName } from '../providers/attempt.ts'
import { bindProviderSession } from '../providers/provider-session.ts'
import { selectLiveSession } from './live-session.ts'
import { sessions } from '../schema.ts'
import { sha256 } from '../secrets.ts'

type Parts = Pick<Context, 'db' | 'now' | 'ports'>
/** `powerRests` is decided when it is read; see `sign-in-mode`. */
type StoredSession = Omit<
  typeof sessions.$inferSelect,
  'hash' | 'id' | 'userId' | 'providerFactor'
> & {
  powerRests?: boolean
}

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<{ stored: StoredSession; facts: ReaderFacts | null }, { account: Account }>
    UserId: number
    DatabaseSessionAttributes: StoredSession & { facts?: ReaderFacts | null }
    DatabaseUserAttributes: Account
  }
}

const hour = 3_600_000
const memberLifetime = 30 * 24 * hour
const staffLifetime = 12 * hour
const limitedLifetime = 24 * hour

// SQL decides by the time of the request whether a session has expired. This date keeps Lucia from
// deciding again by its own clock.
const decidedInSql = new Date(8.64e15)

function lifetimeOf({ role }: Pick<Account, 'role'>, { scopes }: Means): number {
  if (scopes) return limitedLifetime
  return atLeast(role, 'staff') ? staffLifetime : memberLifetime
}

const sessionCookieName = (publicOrigin: string) =>
  publicOrigin.startsWith('https:') ? '__Host-stoa_session' : 'stoa_session'

/** The names of the cookies of a session, a browser and an attempt to sign in, for a public address. */
export const cookieNames = (publicOrigin: string) => ({
  sessionCookie: sessionCookieName(publicOrigin),
  deviceCookie: deviceCookieName(publicOrigin),
  attemptCookie: attemptCookieName(publicOrigin)
})

const luciaFor = (parts: Parts, options = { facts: false }) =>
  new Lucia(adapterFor(parts, options), {
    getSessionAttributes: ({ facts = null, ...stored }) => ({ stored, facts }),
    getUserAttributes: (account) => ({ account })
  })

/** Stores only SHA-256 of the session id, so that a copy of the database signs nobody in. */
function adapterFor({ db, now, ports }: Parts, options: { facts: boolean }): Adapter {
  const remove = async (condition: SQL) => void (await db.delete(sessions).where(condition))
  return {
    async getSessionAndUser(id) {
      const [row] = await selectLiveSession({ db, now, ports }, sha256(id), options)
      if (!row) return [null, null]
      const { session: stored, account, facts } = row.live
      const { id: userId } = account
      const session = { id, userId, expiresAt: decidedInSql, attributes: { ...stored, facts } }
      return [session, { id: userId, attributes: account }]
    },
    getUserSessions: () => Promise.reject(new Error('Sessions are listed from our own table')),
    setSession: async ({ id, userId, attributes: { facts: _facts, ...stored } }) =>
      void (await db.insert(sessions).values({ ...stored, hash: sha256(id), userId })),
    updateSessionExpiration: () => Promise.resolve(),
    deleteSession: (id) => remove(eq(sessions.hash, sha256(id))),
    deleteUserSessions: (userId) => remove(eq(sessions.userId, userId)),
    deleteExpiredSessions: () => remove(lte(sessions.expiresAt, now))
  }
}

/** Finds a live session with its account, and for pages with the facts about a member. */
export async function findSession(parts: Parts, sessionId: string, options: { facts: boolean }) {
  const { session, user } = await luciaFor(parts, options).validateSession(sessionId)
  if (!session) return undefined
  return { session: session.stored, account: user.account, facts: session.facts ?? undefined }
}

/** Starts a session. Its id replaces the session of the request. */
export async function startSession(
  ctx: Context,
  account: Pick<Account, 'id' | 'role'>,
  means: Means = {}
): Promise<void> {
  const { now, origin } = ctx
  const lucia = luciaFor(ctx)
  if (origin?.sessionId) await lucia.invalidateSession(origin.sessionId)
  const expiresAt = after(now, lifetimeOf(account, means))
  const { address = '', userAgent = '' } = origin ?? {}
  const { authenticatedAt = now } = means
  const times = { createdAt: now, authenticatedAt, lastUsedAt: now, expiresAt }
  const session = await lucia.createSession(account.id, {
    ...times,
    ...limitsOf(means),
    ...{ address, userAgent }
  })
  setCookie(ctx, session.id, expiresAt)
  if (means.providerSessionId !== undefined)
    await bindProviderSession(ctx, means.providerSessionId, sha256(session.id))
  if (!means.scopes) await rememberClient(ctx, account.id)
  const before = ownerId(ctx)
  if (before > 0) await emit(ctx, 'actor.changed', { userId: before })
}

/**
 * Gives the present session a new id after a change of privilege. It counts as authenticated now.
 */
export async function renewSession(ctx: Context, change: { factorSince?: string | null } = {}) {
  const id = generateIdFromEntropySize(25)
  const [session] = await ctx.db
    .update(sessions)
    .set({ hash: sha256(id), authenticatedAt: ctx.now, ...change })
    .where(eq(sessions.hash, ctx.actor.session?.hash ?? ''))
    .returning({ expiresAt: sessions.expiresAt })
  if (session) setCookie(ctx, id, session.expiresAt)
}

/** Ends the present session and clears its cookie. */
export async function endPresentSession(ctx: Context) {
  if (ctx.origin?.sessionId) await luciaFor(ctx).invalidateSession(ctx.origin.sessionId)
  setCookie(ctx, '')
}

/** Ends all sessions of a user, or all but the present one, and deletes their known devices. */
export async function endSessions(ctx: Context, userId: number, { exceptPresent = false } = {}) {
  const present = exceptPresent ? ctx.actor.session?.hash : undefined
  await deleteClients(ctx, userId, { exceptPresent: present !== undefined })
  if (!present) return luciaFor(ctx).invalidateUserSessions(userId)
  await ctx.db.delete(sessions).where(and(eq(sessions.userId, userId), ne(sessions.hash, present)))
}

/** Ends sessions that began with a mailed code, when the user loses the address. */
export const endLimitedSessions = ({ db }: Pick<Context, 'db'>, userId: number) =>
  db.delete(sessions).where(and(eq(sessions.userId, userId), isNotNull(sessions.scopes)))

export const deleteExpiredSessions = (parts: Parts) => luciaFor(parts).deleteExpiredSessions()

const setCookie = (ctx: Context, value: string, expires?: string) =>
  ctx.cookies.push({ name: sessionCookieName(ctx.ports.publicOrigin), value, expires })

/** How the owner of a session proved themselves. */
type Means = {
  /** When the second factor that proved the owner was added. */
  factorSince?: string | null
  scopes?: Scope[] | null
  /** The record of the identity that a provider proved, if one did; see `providers`. */
  providerSessionId?: number | undefined
  /** When the owner proved themselves; now by default. */
  authenticatedAt?: string
}

/** The columns of a session that say what it may do. */
const limitsOf = ({ factorSince = null, scopes = null }: Means) => ({ factorSince, scopes })
