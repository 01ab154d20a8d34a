import { randomBytes } from 'node:crypto'
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { after, conflict, notFound, transaction, type Context, emit } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { users, groupInvitations, groupMembers, groups } from '../schema.ts'
import { sha256 } from '../secrets.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { findGroup, lockGroup, authorize, insertMembership } from './group.ts'
import { invitationEnded } from '../invitations/invitation.ts'
import { authorize as authorizeAccount } from '../policy.ts'

const day = 24 * 3600_000
const maxOpen = 20

/** Condition: its maker is still an admin or an owner of the group, and not frozen. */
const makerMayInvite = sql`exists (select from ${users} maker
  where maker.id = ${groupInvitations.createdById} and maker.frozen_at is null
    and (maker.role = 'admin' or exists (select from ${groupMembers} m where m.user_id = maker.id
      and m.group_id = ${groupInvitations.groupId} and m.is_owner)))`

/** Condition: not used up, revoked or expired, and its maker may still invite. */
const isGroupInvitationOpen = (now: string) =>
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

/**
 * Returns the name of the group that a link leads to, for whoever has the link.
 * @throws Problem 410 `invitation_ended`
 */
export async function showGroupInvitation(ctx: Context, secret: string) {
  const found = await findOpen(ctx, secret)
  const joined = ctx.actor.groups.includes(found.groupId)
  return { name: wordsFor(ctx, found.name), groupId: joined ? found.groupId : null }
}

async function findOpen(ctx: Context, secret: string) {
  const [found] = await ctx.db
    .select({ id: groupInvitations.id, groupId: groups.id, name: groups.name })
    .from(groupInvitations)
    .innerJoin(groups, eq(groups.id, groupInvitations.groupId))
    .where(
      and(
        eq(groupInvitations.hash, sha256(secret)),
        isGroupInvitationOpen(ctx.now),
        // Those of a group that began to moderate are revoked; this is so that none is forgotten.
        eq(groups.moderates, false)
      )
    )
  if (!found) throw invitationEnded()
  return found
}

/**
 * Makes the signed-in member a member of the group that the link leads to. Of several at once as many
 * succeed as it has uses. Who is a member already uses nothing up.
 * @throws Problem 410 `invitation_ended`; 403 `suspended`
 */
export async function joinGroup(ctx: Context, secret: string): Promise<{ id: number }> {
  authorizeAccount.participate(ctx.actor)
  const { id, groupId } = await findOpen(ctx, secret)
  return transaction(ctx, async (ctx) => {
    if (await lockGroup(ctx, groupId)) throw invitationEnded()
    const isIt = and(eq(groupInvitations.id, id), isGroupInvitationOpen(ctx.now))
    await ctx.db.select().from(groupInvitations).where(eq(groupInvitations.id, id)).for('update')
    const [invitation] = await ctx.db.select().from(groupInvitations).where(isIt)
    if (!invitation) throw invitationEnded()
    const added = { source: 'invitation', addedById: invitation.createdById } as const
    if (await insertMembership(ctx, { groupId, userId: ctx.actor.id, ...added }))
      await recordUse(ctx, invitation)
    return { id: groupId }
  })
}

type Invitation = typeof groupInvitations.$inferSelect

async function recordUse(ctx: Context, { id, groupId }: Invitation) {
  const userId = ctx.actor.id
  await ctx.db
    .update(groupInvitations)
    .set({ uses: sql`${groupInvitations.uses} + 1` })
    .where(eq(groupInvitations.id, id))
  const details = { groupId, invitationId: id }
  await recordSecurityEvent(ctx, 'group.member_added', { subjectId: userId, details })
  await emit(ctx, 'actor.changed', { userId })
}
