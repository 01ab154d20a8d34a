import { and, eq, inArray, sql } from 'drizzle-orm'
import { emitAll, type Context } from '@stoa/core'
import { revokeAllInvitations } from './group-invitations.ts'
import { endModeration, giveModeration, stopModeration } from './power.ts'
import { groupMembers, groups, users } from '../schema.ts'

/**
 * Says which groups moderate a category, in the transaction of `ctx` that changes one. Memberships
 * of a group that begins to moderate wait as new ones do.
 * @param given.changed the groups that moderate more or less than before
 * @param given.writtenBy who proposed it, and may not approve what follows; the actor by default
 * @throws Problem 409 `group_too_large`
 */
export async function setModeratingGroups(
  ctx: Context,
  given: { moderating: readonly number[]; changed: readonly number[]; writtenBy?: number[] }
): Promise<void> {
  const isOne = sql`${groups.id} = any(${sql.param(given.moderating)}::bigint[])`
  const changed = await ctx.db
    .update(groups)
    .set({ moderates: isOne })
    .where(sql`${groups.moderates} <> (${isOne})`)
    .returning({ id: groups.id, moderates: groups.moderates })
  for (const { id, moderates } of changed)
    if (moderates) await beginModerating(ctx, id, given.writtenBy)
    else await stopModerating(ctx, id)
  await refreshMembers(ctx, given.changed)
}

/** Makes every node read again what the members of these groups may do. */
async function refreshMembers(ctx: Context, groupIds: readonly number[]) {
  const members = await ctx.db
    .selectDistinct({ userId: groupMembers.userId })
    .from(groupMembers)
    .where(inArray(groupMembers.groupId, [...groupIds]))
  await emitAll(ctx, 'actor.changed', members)
}

const membersOf = ({ db }: Context, groupId: number) =>
  db.select().from(groupMembers).where(eq(groupMembers.groupId, groupId))

/** An admin who put somebody into the group has chosen them, and may not approve their power. */
async function beginModerating(ctx: Context, groupId: number, writtenBy = [ctx.actor.id]) {
  await revokeAllInvitations(ctx, groupId)
  const { id, userId, addedById } = groupMembers
  const members = await ctx.db
    .select({ id, userId, addedById, adminId: users.id })
    .from(groupMembers)
    .leftJoin(users, and(eq(users.id, addedById), eq(users.role, 'admin')))
    .where(eq(groupMembers.groupId, groupId))
  const chosen = members.map(({ adminId, addedById, ...member }) => ({
    ...member,
    writtenBy: adminId ? [adminId] : [...writtenBy, addedById]
  }))
  await giveModeration(ctx, groupId, chosen)
}

async function stopModerating(ctx: Context, groupId: number) {
  const waiting = await membersOf(ctx, groupId)
  await stopModeration(
    ctx,
    waiting.map(({ id }) => id)
  )
  const members = await membersOf(ctx, groupId).for('update')
  const ofGroup = eq(groupMembers.groupId, groupId)
  await ctx.db.update(groupMembers).set({ moderatesSince: null }).where(ofGroup)
  await endModeration(ctx, members)
}
