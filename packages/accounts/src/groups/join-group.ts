import { and, eq, sql } from 'drizzle-orm'
import { emit, transaction, type Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { invitationEnded } from '../invitations/invitation.ts'
import { authorize as authorizeAccount } from '../policy.ts'
import { sha256 } from '../secrets.ts'
import { recordSecurityEvent } from '../security-log/recording.ts'
import { lockGroup } from './finding.ts'
import { isGroupInvitationOpen } from './group-invitations.ts'
import { groupInvitations, groupMembers, groups } from './schema.ts'

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
    if (await insert(ctx, invitation)) await recordUse(ctx, invitation)
    return { id: groupId }
  })
}

type Invitation = typeof groupInvitations.$inferSelect

async function insert(ctx: Context, { groupId, createdById }: Invitation): Promise<boolean> {
  const added = { source: 'invitation' as const, addedById: createdById, addedAt: ctx.now }
  const rows = await ctx.db
    .insert(groupMembers)
    .values({ groupId, userId: ctx.actor.id, ...added })
    .onConflictDoNothing()
    .returning({ id: groupMembers.id })
  return rows.length > 0
}

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
