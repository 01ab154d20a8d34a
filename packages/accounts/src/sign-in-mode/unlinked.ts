import { and, asc, eq, gt, isNull, ne, sql, type SQL } from 'drizzle-orm'
import { conflict, type Context } from '@stoa/core'
import { fullRole } from '../full-role.ts'
import { isMember } from '../members.ts'
import { users } from '../schema.ts'
import { bindsStaff, readMode } from './mode.ts'

/** Whether a row of `users` has an account linked that a provider in use signs in. */
export const hasProvider = sql<boolean>`exists (select from identities i
  join sign_in_providers p on p.issuer = i.issuer and p.enabled where i.user_id = "users"."id")`

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

const isAdmin = and(eq(users.role, 'admin'), isMember, isNull(users.frozenAt))

/** Locks all admins until the transaction of `ctx` ends, so that none leaves meanwhile. */
export const lockAdmins = ({ db }: Context) =>
  db.select({ id: users.id }).from(users).where(isAdmin).orderBy(asc(users.id)).for('update')

/**
 * Refuses what would leave no admin who can enter by a provider while one is required.
 * @param except an admin who is about to leave
 * @throws Problem 409 `admin_provider_needed`
 */
export async function checkAdminProvider(ctx: Context, except = 0): Promise<void> {
  if (bindsStaff(await readMode(ctx))) await requireAdminProvider(ctx, except)
}

/** @throws Problem 409 `admin_provider_needed` */
export async function requireAdminProvider({ db }: Context, except = 0): Promise<void> {
  const linked = await db
    .select({ id: users.id })
    .from(users)
    .where(and(isAdmin, ne(users.id, except), hasProvider))
    .limit(1)
  if (linked.length === 0) throw conflict('admin_provider_needed')
}
