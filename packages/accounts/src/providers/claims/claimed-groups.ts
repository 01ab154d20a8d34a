import { and, eq, inArray } from 'drizzle-orm'
import { emit, type Context } from '@stoa/core'
import { endAccess } from '../../tokens/tokens.ts'
import { lockGroups, type Membership } from '../../groups/finding.ts'
import { giveModeration, isFull } from '../../groups/power.ts'
import { removeMemberships } from '../../groups/remove-memberships.ts'
import { groupMembers, groups } from '../../schema.ts'
import { recordSecurityEvent } from '../../security-log/recording.ts'

// As of a command on the server: any admin may agree.
const nobody = 0

/**
 * Makes somebody a member of the groups that claims give, and of no other that only claims gave, in
 * the transaction of `ctx`. Sessions and tokens end with a group that is lost. In a group that
 * moderates, a new membership waits for an admin as others do.
 */
export async function setClaimedGroups(
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
  const [added] = await ctx.db
    .insert(groupMembers)
    .values({ groupId, userId, source: 'claim', addedById: userId, addedAt: ctx.now })
    .onConflictDoNothing()
    .returning({ id: groupMembers.id, userId: groupMembers.userId })
  if (!added) return
  const details = { groupId, claims: true }
  await recordSecurityEvent(ctx, 'group.member_added', { subjectId: userId, details })
  await emit(ctx, 'actor.changed', { userId })
  if (moderates) await giveModeration(ctx, groupId, [{ ...added, proposedById: nobody }])
}

async function isModerating({ db }: Context, groupId: number): Promise<boolean> {
  const isIt = and(eq(groups.id, groupId), eq(groups.moderates, true))
  return (await db.$count(groups, isIt)) > 0
}
