import { and, eq, inArray, type SQL } from 'drizzle-orm'
import { emit, forbidden, notFound, Problem, transaction, type Context } from '@stoa/core'
import { findUser } from '../people/people.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { findGroup, lockGroup, type Membership, authorize, insertMembership } from './group.ts'
import { revokeAllInvitations } from './group-invitations.ts'
import { giveModeration, endModeration, stopModeration } from './power.ts'
import { groupMembers, groups } from '../schema.ts'

const isOne = (groupId: number, userId: number) =>
  and(eq(groupMembers.groupId, groupId), eq(groupMembers.userId, userId))

/**
 * Adds a member, or makes a member an owner or no longer one. Owners add members, admins owners.
 * @returns whether the membership waits before it counts for moderating
 * @throws Problem 404, on `username` for an unknown user; 403 `not_group_owner`, or `forbidden` for
 * an owner who names another; 409 `group_too_large`
 */
export async function addMember(
  ctx: Context,
  groupId: number,
  { username, owner }: { username: string; owner: boolean }
): Promise<boolean> {
  const group = await findGroup(ctx, groupId)
  authorize.changeMembers(ctx.actor, group)
  const { id: userId } = await findNamed(ctx, username)
  return transaction(ctx, async (ctx) => {
    const moderates = await lockGroup(ctx, groupId)
    const membership = { groupId, userId, source: 'person', addedById: ctx.actor.id } as const
    const added = await insertMembership(ctx, membership)
    await setOwner(ctx, groupId, userId, owner)
    if (!added) return false
    const details = { groupId }
    await recordSecurityEvent(ctx, 'group.member_added', { subjectId: userId, details })
    await emit(ctx, 'actor.changed', { userId })
    return moderates && giveModeration(ctx, groupId, [added])
  })
}

async function findNamed(ctx: Context, username: string) {
  const user = await findUser(ctx, username).catch(() => undefined)
  if (!user)
    throw new Problem(404, 'invalid_input', {}, [
      { path: 'username', message: 'field_user_unknown' }
    ])
  return user
}

async function setOwner(ctx: Context, groupId: number, userId: number, isOwner: boolean) {
  const [before] = await ctx.db.select().from(groupMembers).where(isOne(groupId, userId))
  if (!before || before.isOwner === isOwner) return
  if (ctx.actor.role !== 'admin') throw forbidden()
  await ctx.db.update(groupMembers).set({ isOwner }).where(isOne(groupId, userId))
  const details = { groupId, owner: isOwner }
  await recordSecurityEvent(ctx, 'group.owner_changed', { subjectId: userId, details })
}

/**
 * Removes a member, who sees nothing of the group and of its categories from now on.
 * @throws Problem 404, also for a user who is no member; 403 `not_group_owner`
 */
export async function removeMember(ctx: Context, groupId: number, username: string): Promise<void> {
  const group = await findGroup(ctx, groupId)
  const { id: userId } = await findUser(ctx, username)
  authorize.remove(ctx.actor, group, userId)
  await transaction(ctx, async (ctx) => {
    const removed = await removeMemberships(ctx, isOne(groupId, userId))
    if (removed.length === 0) throw notFound()
    // Else they could come back at once by a link that they have seen.
    if (userId !== ctx.actor.id) await revokeAllInvitations(ctx, groupId)
  })
}

/**
 * Takes memberships away that let somebody moderate or wait to, in the transaction of `ctx` that
 * takes their role. @returns whether there was one
 */
export async function leaveModeratingGroups(ctx: Context, userId: number): Promise<boolean> {
  const moderating = ctx.db.select({ id: groups.id }).from(groups).where(eq(groups.moderates, true))
  const isTheirs = and(eq(groupMembers.userId, userId), inArray(groupMembers.groupId, moderating))
  const left = await removeMemberships(ctx, isTheirs)
  return left.length > 0
}

/** Deletes memberships with the power that they give, in the transaction of `ctx`. */
export async function removeMemberships(
  ctx: Context,
  which: SQL | undefined
): Promise<Membership[]> {
  const found = await ctx.db.select({ id: groupMembers.id }).from(groupMembers).where(which)
  await stopModeration(
    ctx,
    found.map(({ id }) => id)
  )
  const removed = await ctx.db.delete(groupMembers).where(which).returning()
  await endModeration(ctx, removed)
  for (const { groupId, userId } of removed) {
    await recordSecurityEvent(ctx, 'group.member_removed', {
      subjectId: userId,
      details: { groupId }
    })
    await emit(ctx, 'actor.changed', { userId })
  }
  return removed
}
