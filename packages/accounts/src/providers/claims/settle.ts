import { and, eq, isNotNull, sql, inArray } from 'drizzle-orm'
import { Problem, type Context, emit } from '@stoa/core'
import { changeDuties, lockDuties } from '../../roles/duties.ts'
import type { Duties } from '../../roles/powers.ts'
import { checkOtherAdmin } from '../../roles/roles.ts'
import {
  claimGrants,
  groupMembers,
  identities,
  signInProviders,
  users,
  type HeldRole,
  type SeenClaims,
  groups
} from '../../schema.ts'
import { recordSecurityEvent } from '../../security-log/record.ts'
import {
  grantsOf,
  groupsOf,
  matching,
  plan,
  sameDuties,
  recordedOf,
  saveRecorded
} from './grants.ts'
import { endAccess } from '../../tokens/tokens.ts'
import { lockGroups, type Membership, insertMembership } from '../../groups/group.ts'
import { giveModeration, isFull } from '../../groups/power.ts'
import { removeMemberships } from '../../groups/members.ts'

/**
 * Gives somebody what the claims of their identities give, as they were said last, and takes what
 * claims gave before and no longer do, in the transaction of `ctx`. What people gave stays. Sessions
 * and tokens end with each change. The role of the last admin stays.
 * @param said what a provider says now of one of their identities
 * @returns their role afterwards
 */
export async function settleClaims(
  ctx: Context,
  userId: number,
  said?: { identityId: number; seen: SeenClaims }
): Promise<HeldRole> {
  const hasOtherAdmin = await lockAdminsIfOne(ctx, userId)
  const before = await lockDuties(ctx, userId)
  if (said) await rememberClaims(ctx, said.identityId, said.seen)
  const given = await givenTo(ctx, userId)
  const recorded = await recordedOf(ctx, userId)
  const wanted = plan(before, recorded, grantsOf(given.duties))
  const keepsAdmin = before.role === 'admin' && wanted.duties.role !== 'admin' && !hasOtherAdmin
  // The role stays recorded as given by a claim, which takes it once there is another admin.
  if (keepsAdmin) await recordSecurityEvent(ctx, 'role.claim_kept', { subjectId: userId })
  const duties: Duties = keepsAdmin ? before : wanted.duties
  if (!sameDuties(before, duties)) await changeDuties(ctx, before, duties, { claims: true })
  if (!keepsAdmin && (recorded || wanted.given)) await saveRecorded(ctx, userId, wanted.given)
  await setClaimedGroups(ctx, userId, groupsOf(given.groups))
  return duties.role
}

const rememberClaims = ({ db }: Context, identityId: number, seen: SeenClaims) =>
  db
    .update(identities)
    .set({ claims: sql`${identities.claims} || ${JSON.stringify(seen)}::jsonb` })
    .where(eq(identities.id, identityId))

const needed = ['last_admin', 'admin_provider_needed']

/** Admins are locked before the account, as other changes of roles do. */
async function lockAdminsIfOne(ctx: Context, userId: number): Promise<boolean> {
  const isAdmin = and(eq(users.id, userId), eq(users.role, 'admin'))
  if ((await ctx.db.$count(users, isAdmin)) === 0) return true
  try {
    await checkOtherAdmin(ctx, userId)
    return true
  } catch (error) {
    if (error instanceof Problem && needed.includes(error.code)) return false
    throw error
  }
}

/**
 * The mappings that match what was said of somebody's identities. An account that proved no address
 * gets nothing, and one that was linked by its address alone gets groups only.
 */
async function givenTo({ db }: Context, userId: number) {
  const rows = await db
    .select({
      claims: identities.claims,
      byEmail: identities.byEmail,
      mappings: signInProviders.claimMappings
    })
    .from(identities)
    .innerJoin(signInProviders, eq(signInProviders.issuer, identities.issuer))
    .innerJoin(users, and(eq(users.id, identities.userId), isNotNull(users.emailVerifiedAt)))
    .where(eq(identities.userId, userId))
  return givenBy(rows)
}

type ClaimedIdentity = Pick<typeof identities.$inferSelect, 'claims' | 'byEmail'> & {
  mappings: (typeof signInProviders.$inferSelect)['claimMappings']
}

/** The mappings that match identities, for duties and for groups. */
export function givenBy(known: readonly ClaimedIdentity[]) {
  const found = known.map(({ byEmail, claims, mappings }) => ({
    byEmail,
    matched: matching(mappings, claims)
  }))
  return {
    groups: found.flatMap(({ matched }) => matched),
    duties: found.flatMap(({ byEmail, matched }) => (byEmail ? [] : matched))
  }
}

/**
 * Settles somebody's claims after a change of their account, if claims say or gave anything of them.
 * @returns their role if so
 */
export async function settleIfClaimed(ctx: Context, userId: number): Promise<HeldRole | undefined> {
  const isTheirs = (table: typeof identities | typeof claimGrants) =>
    sql`exists (select from ${table} where ${table.userId} = ${userId})`
  const [row] = await ctx.db.execute<{ claimed: boolean }>(sql`
    select ${isTheirs(identities)} or ${isTheirs(claimGrants)} or exists (select from ${groupMembers}
      where ${groupMembers.userId} = ${userId} and ${groupMembers.source} = 'claim') as claimed`)
  return row?.claimed ? settleClaims(ctx, userId) : undefined
}

// As of a command on the server: any admin may agree.
const nobody = 0

/**
 * Makes somebody a member of the groups that claims give, and of no other that only claims gave, in
 * the transaction of `ctx`. Sessions and tokens end with a group that is lost. In a group that
 * moderates, a new membership waits for an admin as others do.
 */
async function setClaimedGroups(
  ctx: Context,
  userId: number,
  groupIds: readonly number[]
): Promise<void> {
  const present = await ctx.db.select().from(groupMembers).where(eq(groupMembers.userId, userId))
  const lost = present.filter((one) => one.source === 'claim' && !groupIds.includes(one.groupId))
  if (lost.length > 0) await leave(ctx, userId, lost)
  const gained = groupIds.filter((id) => !present.some(({ groupId }) => groupId === id))
  const existing = gained.length > 0 ? await lockGroups(ctx, gained) : []
  for (const groupId of existing) await join(ctx, userId, groupId)
}

async function leave(ctx: Context, userId: number, lost: readonly Membership[]) {
  const ids = lost.map(({ id }) => id)
  await removeMemberships(ctx, inArray(groupMembers.id, ids))
  await endAccess(ctx, userId)
}

async function join(ctx: Context, userId: number, groupId: number) {
  const moderates = await isModerating(ctx, groupId)
  if (moderates && (await isFull(ctx, groupId))) return
  const membership = { groupId, userId, source: 'claim', addedById: userId } as const
  const added = await insertMembership(ctx, membership)
  if (!added) return
  const details = { groupId, claims: true }
  await recordSecurityEvent(ctx, 'group.member_added', { subjectId: userId, details })
  await emit(ctx, 'actor.changed', { userId })
  if (moderates) await giveModeration(ctx, groupId, [{ ...added, writtenBy: [nobody] }])
}

async function isModerating({ db }: Context, groupId: number): Promise<boolean> {
  const isIt = and(eq(groups.id, groupId), eq(groups.moderates, true))
  return (await db.$count(groups, isIt)) > 0
}
