import { and, eq, inArray, type SQL } from 'drizzle-orm'
import { emit, type Context } from '@stoa/core'
import { recordSecurityEvent } from '../security-log/recording.ts'
import type { Membership } from './finding.ts'
import { endModeration, stopModeration } from './power.ts'
import { groupMembers, groups } from './schema.ts'

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
