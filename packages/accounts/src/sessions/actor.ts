import { atLeast, guest, type Actor, type Context, type Scope, after } from '@stoa/core'
import { type Account, fullRoleOf } from '../account/account.ts'
import { lacksPasskey } from '../passkeys/staff-rule.ts'
import { findSession } from './sessions.ts'
import { findToken } from '../tokens/find-token.ts'
import { sha256 } from '../secrets.ts'
import { recordUse } from './visits.ts'

type Parts = Pick<Context, 'db' | 'now' | 'ports'>
type Credentials = { sessionId?: string; bearer?: string }
type Means = Pick<Actor, 'session' | 'token'> & {
  scopes: readonly Scope[] | null
  secondFactor: boolean
  /** A provider is required for it, and none began the session. */
  powerRests?: boolean | undefined
}

/**
 * `facts`: for a page; always reads a session, with the facts that pages of members show. `isUse`:
 * false for what nobody asked for; it keeps no session alive.
 */
export type ActorOptions = { facts: boolean; isUse?: boolean }

/**
 * Resolves the actor of a request with one statement, or from the cache within 5 s. An expired
 * session gives a guest.
 * @throws Problem 401 `token_invalid` for a bearer token that is unknown, revoked or expired
 */
export async function resolveActor(
  parts: Parts,
  { sessionId, bearer }: Credentials,
  options: ActorOptions = { facts: false }
): Promise<Actor> {
  const secret = bearer ?? sessionId
  if (!secret) return guest
  const hash = sha256(secret)
  const credential = credentialOf(bearer ? 'token' : 'session', hash)
  const isPage = options.facts && !bearer
  const known = isPage ? undefined : cachedActor(credential, parts.now)
  if (known) return known.actor
  const begun = generation()
  const found = bearer ? await byToken(parts, bearer) : await bySession(parts, secret, options)
  if (!found) return guest
  const { facts, ...cached } = found
  cacheActor(credential, begun, parts.now, cached)
  return facts ? { ...found.actor, facts } : found.actor
}

async function bySession(parts: Parts, sessionId: string, options: ActorOptions) {
  const found = await findSession(parts, sessionId, options)
  if (!found || isDormant(parts, found.account)) return undefined
  const { session, account, facts } = found
  const hash = sha256(sessionId)
  if (options.isUse !== false) recordUse(parts, hash, session.lastUsedAt, account)
  const { authenticatedAt, factorSince, powerRests, scopes } = session
  const own = { hash, authenticatedAt, userId: account.id }
  const secondFactor = factorSince !== null
  const means = { session: own, secondFactor, powerRests, scopes }
  return { account, facts, actor: await actorOf(parts, account, means) }
}

async function byToken(parts: Parts, bearer: string) {
  const { token, scopes, account, service } = await findToken(parts, bearer)
  const means = { token, scopes, secondFactor: true }
  const actor = service
    ? asService(await memberOf(parts, account, means), service)
    : await actorOf(parts, account, means)
  return { account, facts: undefined, actor }
}

const isDormant = ({ ports }: Parts, { demo }: Account) => demo && !ports.demo

/** Builds the actor of an account that signed in by these means. */
export async function actorOf(parts: Parts, account: Account, means: Means): Promise<Actor> {
  const { session } = means
  const { id, locale, timeZone } = account
  if (account.emailVerifiedAt) return limited(await memberOf(parts, account, means))
  return { ...guest, locale, timeZone, session, pendingUserId: id }
}

async function memberOf(parts: Parts, account: Account, means: Means): Promise<Actor> {
  const role = await roleOf(parts, account, means)
  const moderates =
    role === 'volunteer' ? await parts.ports.threads.moderatedCategories(parts.db, account.id) : []
  const silencedIn = account.silencedIn.map(({ categoryId }) => categoryId)
  return {
    id: account.id,
    username: account.username,
    role,
    trust: account.trust,
    silenced: account.silencedUntil !== null,
    suspended: account.suspendedUntil !== null,
    factorLost: account.factorLostAt !== null,
    silencedIn:
      silencedIn.length > 0
        ? await parts.ports.threads.withSubcategories(parts.db, silencedIn)
        : [],
    capabilities: atLeast(role, 'staff') ? account.capabilities : [],
    deskTopics: atLeast(role, 'staff') ? account.deskTopics : [],
    moderates,
    groups: account.memberships.map(({ groupId }) => groupId),
    locale: account.locale,
    timeZone: account.timeZone,
    termsDue: await termsDueOf(parts, role, account),
    scopes: means.scopes,
    session: means.session,
    token: means.token
  }
}

/** Work of staff never waits for their word. */
const termsDueOf = async ({ ports, ...parts }: Parts, role: Actor['role'], account: Account) =>
  atLeast(role, 'staff')
    ? undefined
    : ports.site.termsDue({ ports, ...parts }, account.acceptedTerms)

/**
 * A role above member needs a second factor in this session, that nobody reported it as lost, and a
 * passkey or a provider where one is required. Demo accounts need none of it in demo mode. A
 * suspended account acts as a member.
 */
async function roleOf(parts: Parts, account: Account, means: Means): Promise<Actor['role']> {
  const role = fullRoleOf(account)
  if (role === 'member' || account.suspendedUntil) return 'member'
  if (account.demo && parts.ports.demo) return role
  const counts = account.secondFactorSince && means.secondFactor && !means.powerRests
  if (!counts || account.factorLostAt) return 'member'
  return (await lacksPasskey(parts, account)) ? 'member' : role
}

/** Reduces the role of an actor whose scopes lack the one for it. */
function limited(actor: Actor): Actor {
  const { scopes } = actor
  if (!scopes || scopes.includes('admin') || !atLeast(actor.role, 'volunteer')) return actor
  if (!scopes.includes('moderate'))
    return { ...actor, role: 'member', capabilities: [], deskTopics: [], moderates: [] }
  return actor.role === 'admin' ? { ...actor, role: 'staff' } : actor
}

type CachedActor = { actor: Actor; account: Account }

const lifetime = 5000
const maximum = 20_000

/**
 * The key of a credential. Sessions and tokens share one cache, so the key starts with the kind.
 */
export const credentialOf = (kind: 'session' | 'token', hash: string) => `${kind} ${hash}`

/** Cached accounts by `credentialOf`. */
const cache = new Map<string, CachedActor & { until: string }>()
let drops = 0

/**
 * A counter of invalidations. A result read from the database before the counter rose may be stale.
 */
const generation = () => drops

/** Returns the cached account of a credential, at most 5 s old. */
export function cachedActor(credential: string, now: string): CachedActor | undefined {
  const found = cache.get(credential)
  return found && found.until > now && found.until <= after(now, lifetime) ? found : undefined
}

/** Caches an account for 5 s, unless anything was invalidated since `begun`. */
function cacheActor(credential: string, begun: number, now: string, found: CachedActor): void {
  if (begun !== drops) return
  if (cache.size >= maximum) cache.clear()
  cache.set(credential, { ...found, until: after(now, lifetime) })
}

/**
 * Drops the cached account of a user, or all if the user is unknown. Every node calls it on
 * `actor.changed`; the node that made the change calls it before it answers.
 */
export function invalidateActors(userId?: number): void {
  drops += 1
  if (userId === undefined) return cache.clear()
  for (const [credential, { account }] of cache) if (account.id === userId) cache.delete(credential)
}

type Service = NonNullable<Actor['service']> & { topics: readonly string[] }

/**
 * Makes the actor of a service account's token out of a member. With the scope `moderate` it works
 * as staff do, at the desk for its own topics only, and without a power over official posts.
 */
function asService(member: Actor, { topics, ...service }: Service): Actor {
  const actor = { ...member, service, termsDue: undefined }
  if (!actor.scopes?.includes('moderate')) return actor
  // `desk` without topics would be all tickets.
  const capabilities = topics.length > 0 ? (['desk'] as const) : []
  return { ...actor, role: 'staff', capabilities, deskTopics: topics }
}
