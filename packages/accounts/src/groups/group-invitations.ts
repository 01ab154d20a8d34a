import { randomBytes } from 'node:crypto'
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { after, conflict, notFound, transaction, type Context } from '@stoa/core'
import { users } from '../schema.ts'
import { sha256 } from '../secrets.ts'
import { recordSecurityEvent } from '../security-log/recording.ts'
import { findGroup, lockGroup } from './finding.ts'
import { authorize } from './policy.ts'
import { groupInvitations, groupMembers } from './schema.ts'

const day = 24 * 3600_000
const maxOpen = 20

/** Condition: its maker is still an admin or an owner of the group, and not frozen. */
const makerMayInvite = sql`exists (select from ${users} maker
  where maker.id = ${groupInvitations.createdById} and maker.frozen_at is null
    and (maker.role = 'admin' or exists (select from ${groupMembers} m where m.user_id = maker.id
      and m.group_id = ${groupInvitations.groupId} and m.is_owner)))`

/** Condition: not used up, revoked or expired, and its maker may still invite. */
export const isGroupInvitationOpen = (now: string) =>
  and(
    isNull(groupInvitations.revokedAt),
    gt(groupInvitations.expiresAt, now),
    sql`${groupInvitations.uses} < ${groupInvitations.maxUses}`,
    makerMayInvite
  )

/**
 * Makes a link by which `uses` people join a group within `days`. It is shown once.
 * @throws Problem 404; 403 `not_group_owner`; 409 `group_moderates`, because each membership of such
 * a group is confirmed by a second admin, or `group_invitations_many` with the maximum
 */
export async function inviteToGroup(
  ctx: Context,
  groupId: number,
  { uses, days }: { uses: number; days: number }
): Promise<{ id: number; url: string }> {
  authorize.changeMembers(ctx.actor, await findGroup(ctx, groupId))
  const secret = randomBytes(24).toString('base64url')
  const made = { groupId, hash: sha256(secret), maxUses: uses, createdById: ctx.actor.id }
  const times = { createdAt: ctx.now, expiresAt: after(ctx.now, days * day) }
  return transaction(ctx, async (ctx) => {
    if (await lockGroup(ctx, groupId)) throw conflict('group_moderates')
    await checkNotMany(ctx, groupId)
    const { id } = groupInvitations
    const [row] = await ctx.db
      .insert(groupInvitations)
      .values({ ...made, ...times })
      .returning({ id })
    if (!row) throw new Error('No invitation was inserted.')
    const details = { groupId, invitationId: row.id, uses, days }
    await recordSecurityEvent(ctx, 'group.invitation_created', { details })
    return { id: row.id, url: `${ctx.ports.publicOrigin}/join?token=${secret}` }
  })
}

async function checkNotMany(ctx: Context, groupId: number) {
  const ofGroup = and(eq(groupInvitations.groupId, groupId), isGroupInvitationOpen(ctx.now))
  if ((await ctx.db.$count(groupInvitations, ofGroup)) >= maxOpen)
    throw conflict('group_invitations_many', { maximum: maxOpen })
}

/** Lists the links of a group that work, the latest first. @throws as `inviteToGroup` */
export async function listGroupInvitations(ctx: Context, groupId: number) {
  authorize.changeMembers(ctx.actor, await findGroup(ctx, groupId))
  const { id, uses, maxUses, createdAt, expiresAt } = groupInvitations
  const items = await ctx.db
    .select({ id, uses, maxUses, createdAt, expiresAt, by: users.username })
    .from(groupInvitations)
    .innerJoin(users, eq(users.id, groupInvitations.createdById))
    .where(and(eq(groupInvitations.groupId, groupId), isGroupInvitationOpen(ctx.now)))
    .orderBy(desc(id))
  return { items }
}

/** Revokes a link. Who joined by it stays. @throws Problem 404; 403 `not_group_owner` */
export async function revokeGroupInvitation(
  ctx: Context,
  { id: groupId, invitationId }: { id: number; invitationId: number }
): Promise<void> {
  authorize.changeMembers(ctx.actor, await findGroup(ctx, groupId))
  await transaction(ctx, async (ctx) => {
    const isIt = and(eq(groupInvitations.id, invitationId), eq(groupInvitations.groupId, groupId))
    const [before] = await ctx.db.select().from(groupInvitations).where(isIt).for('update')
    if (!before) throw notFound()
    if (before.revokedAt !== null) return
    await ctx.db.update(groupInvitations).set({ revokedAt: ctx.now }).where(isIt)
    const details = { groupId, invitationId }
    await recordSecurityEvent(ctx, 'group.invitation_revoked', { details })
  })
}

/** Revokes all links of a group that begins to moderate, in the transaction of `ctx`. */
export async function revokeAllInvitations(ctx: Context, groupId: number): Promise<void> {
  await ctx.db
    .update(groupInvitations)
    .set({ revokedAt: ctx.now })
    .where(and(eq(groupInvitations.groupId, groupId), isNull(groupInvitations.revokedAt)))
}
