import { and, eq, gt, inArray, isNotNull, lte, ne, isNull, sql } from 'drizzle-orm'
import pLimit from 'p-limit'
import { after, Problem, transaction, type Context } from '@stoa/core'
import { fullRole } from '../account/account.ts'
import { staffIdle } from '../sessions/live-session.ts'
import { providerSessions, sessions, signInProviders, users } from '../schema.ts'
import { seal, unseal } from '../secrets.ts'
import { revokeTokens } from '../tokens/tokens.ts'
import { applyClaims } from './claims/apply.ts'
import { endProviderSessions } from './logout.ts'
import type { Provider, StillKnown } from './protocol.ts'
import { protocols } from './protocols.ts'
import { refreshSeal } from './provider-session.ts'
import { mailAdmins } from '../approvals/request.ts'

const minute = 60_000
// The task that asks runs each minute, so a session is asked about every 15 minutes.
const checkedEvery = 14 * minute
const triedAgainAfter = 2 * minute
const batchSize = 50
const concurrency = 5

type Row = typeof providerSessions.$inferSelect

/**
 * Asks providers again about the live sessions of those with a power: whom a provider refuses loses
 * the session and all tokens at once, and of whom a claim no longer says so what it gave. If it cannot be asked, sessions live on to their own end. A
 * task calls it each minute, on any number of nodes.
 */
export async function recheckSessions(ctx: Context): Promise<void> {
  const limit = pLimit(concurrency)
  for (let found = batchSize; found === batchSize;) {
    const batch = await claimDue(ctx)
    found = batch.length
    const providers = await providersOf(ctx, batch)
    await Promise.all(batch.map((row) => limit(() => recheck(ctx, providers, row))))
  }
}

/** Takes sessions that are due, so that no other node asks about them too. */
async function claimDue({ db, now }: Context): Promise<Row[]> {
  const due = db
    .select({ id: providerSessions.id })
    .from(providerSessions)
    .innerJoin(sessions, eq(sessions.hash, providerSessions.sessionHash))
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        isNotNull(providerSessions.sealedRefreshToken),
        lte(providerSessions.checkedAt, after(now, -checkedEvery)),
        gt(sessions.expiresAt, now),
        gt(sessions.lastUsedAt, after(now, -staffIdle)),
        ne(fullRole, 'member')
      )
    )
    .orderBy(providerSessions.checkedAt)
    .limit(batchSize)
    .for('update', { of: providerSessions, skipLocked: true })
  return db
    .update(providerSessions)
    .set({ checkedAt: now })
    .where(inArray(providerSessions.id, due))
    .returning()
}

async function providersOf({ db }: Context, rows: readonly Row[]) {
  const ids = rows.map(({ providerId }) => providerId)
  const found = await db.select().from(signInProviders).where(inArray(signInProviders.id, ids))
  return new Map(found.map((provider) => [provider.id, provider]))
}

async function recheck(ctx: Context, providers: ReadonlyMap<number, Provider>, row: Row) {
  const provider = providers.get(row.providerId)
  if (!provider) return
  try {
    const { refresh } = protocols[provider.protocol]
    const { subject, sealedRefreshToken } = row
    const refreshToken = unseal(ctx.ports, ...refreshSeal(row), sealedRefreshToken!)
    const known = await refresh(ctx, provider, { subject, refreshToken })
    await keep(ctx, row, known)
    const { issuer } = row
    if (known.claims) await applyClaims(ctx, provider, { issuer, subject, claims: known.claims })
    await noteReachable(ctx, provider)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.status === 401) await end(ctx, row)
    else await tryLater(ctx, provider, row)
  }
}

/** Stores the token for the next time. Providers often give another one and void the last. */
const keep = ({ db, ports }: Context, row: Row, { refreshToken }: StillKnown) =>
  db
    .update(providerSessions)
    .set({ sealedRefreshToken: seal(ports, ...refreshSeal(row), refreshToken) })
    .where(eq(providerSessions.id, row.id))

const end = (ctx: Context, { id }: Row) =>
  transaction(ctx, async (ctx) => {
    const isThis = eq(providerSessions.id, id)
    const [userId] = await endProviderSessions(ctx, isThis, 'session.refused_by_provider')
    if (userId !== undefined) await revokeTokens(ctx, userId)
  })

async function tryLater(ctx: Context, provider: Provider, { id }: Row): Promise<void> {
  await noteUnreachable(ctx, provider)
  await ctx.db
    .update(providerSessions)
    .set({ checkedAt: after(ctx.now, triedAgainAfter - checkedEvery) })
    .where(eq(providerSessions.id, id))
}

const { id, unreachableSince } = signInProviders

/** Records that a provider could not be asked about sessions. All admins are mailed once. */
const noteUnreachable = (ctx: Context, provider: Pick<Provider, 'id'>): Promise<void> =>
  transaction(ctx, async (ctx) => {
    const { count } = await ctx.db
      .update(signInProviders)
      .set({ unreachableSince: ctx.now })
      .where(and(eq(id, provider.id), isNull(unreachableSince)))
    if (count > 0) await mailAdmins(ctx, 'provider_unreachable')
  })

/** Records that a provider was asked. */
async function noteReachable({ db }: Context, provider: Provider): Promise<void> {
  if (provider.unreachableSince === null) return
  const isThis = and(eq(id, provider.id), isNotNull(unreachableSince))
  await db.update(signInProviders).set({ unreachableSince: null }).where(isThis)
}

/** Counts the providers that cannot be asked, as a column. */
export const unreachableProviders = () =>
  sql`(select count(*) from ${signInProviders} where ${unreachableSince} is not null)`
