import { and, asc, eq, exists, gt, inArray, isNull, ne, sql, type SQL } from 'drizzle-orm'
import { conflict, type Context } from '@stoa/core'
import { endOf, fullRole } from '../account/account.ts'
import { isMember } from '../people/members.ts'
import { identities, users } from '../schema.ts'
import { bindsStaff, readMode } from './mode.ts'

/** As `hasProvider`, without this provider. */
const hasProviderBut = (id: number) =>
  sql<boolean>`exists (select from identities i
    join sign_in_providers p on p.issuer = i.issuer and p.enabled and p.id <> ${sql.raw(String(id))}
    where i.user_id = "users"."id")`

/** Whether a row of `users` has an account linked that a provider in use signs in. */
export const hasProvider = hasProviderBut(0)

const lacksProvider = sql`not ${hasProvider}`

/** Counts the team and the other members, and of each those without a linked account. */
export async function countUnlinked({ db }: Context) {
  const count = (condition: SQL) => sql<number>`(count(*) filter (where ${condition}))::int`
  const isTeam = ne(fullRole, 'member')
  const [counts] = await db
    .select({
      team: count(isTeam),
      unlinkedTeam: count(sql`${isTeam} and ${lacksProvider}`),
      members: count(sql`not ${isTeam}`),
      unlinkedMembers: count(sql`not ${isTeam} and ${lacksProvider}`)
    })
    .from(users)
    .where(isMember)
  return counts!
}

/** Returns the next members without a linked account, in the order of their ids. */
export const unlinkedAfter = (
  { db }: Context,
  { afterId, limit }: { afterId: number; limit: number }
) =>
  db
    .select({ id: users.id, email: users.email, isTeam: sql<boolean>`${fullRole} <> 'member'` })
    .from(users)
    .where(and(gt(users.id, afterId), isMember, isNull(users.frozenAt), lacksProvider))
    .orderBy(asc(users.id))
    .limit(limit)

/** Counts the team who have an account linked at one of these issuers, and none that signs them in. */
export async function countStranded(ctx: Context, issuers: readonly string[]): Promise<number> {
  if (issuers.length === 0 || !bindsStaff(await readMode(ctx))) return 0
  const { userId, issuer } = identities
  const isThere = and(eq(userId, users.id), inArray(issuer, [...issuers]))
  const there = ctx.db.select({ issuer }).from(identities).where(isThere)
  const isTeam = ne(fullRole, 'member')
  return ctx.db.$count(users, and(isMember, isTeam, exists(there), lacksProvider))
}

/** Whether a row of `users` is an admin who may act as one. */
const isAdmin = (now: string) =>
  and(eq(users.role, 'admin'), isMember, isNull(users.frozenAt), isNull(endOf('suspension', now)))

/** Locks all admins until the transaction of `ctx` ends, so that none leaves meanwhile. */
export const lockAdmins = ({ db, now }: Context) =>
  db.select({ id: users.id }).from(users).where(isAdmin(now)).orderBy(asc(users.id)).for('update')

/** Ids of what is about to leave: an admin, or a provider. */
type Leaving = { admin?: number; provider?: number }

/**
 * Refuses what would leave no admin who can enter by a provider while one is required.
 * @throws Problem 409 `admin_provider_needed`
 */
export async function checkAdminProvider(ctx: Context, leaving: Leaving = {}): Promise<void> {
  if (bindsStaff(await readMode(ctx))) await requireAdminProvider(ctx, leaving)
}

/** @throws Problem 409 `admin_provider_needed` */
export async function requireAdminProvider(
  { db, now }: Context,
  { admin = 0, provider = 0 }: Leaving = {}
): Promise<void> {
  const linked = await db
    .select({ id: users.id })
    .from(users)
    .where(and(isAdmin(now), ne(users.id, admin), hasProviderBut(provider)))
    .limit(1)
  if (linked.length === 0) throw conflict('admin_provider_needed')
}
