import { and, eq, inArray, isNotNull, isNull, notExists } from 'drizzle-orm'
import { z } from 'zod'
import { after, forbidden, transaction, type Capability, type Context } from '@stoa/core'
import { ownAccount } from '../account/account.ts'
import { changeDuties, lockDuties, checkTopics } from '../roles/duties.ts'
import { idInSubject, namedBy, type ApprovalKind } from '../approvals/approval.ts'
import { mailPowerHolders, requestApproval } from '../approvals/request.ts'
import type { Duties } from '../roles/powers.ts'
import { invitations, approvals, secondFactors } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import type { roleInvitationInput } from './contract.ts'
import {
  findInvitation,
  holdInvitation,
  invitationEnded,
  isAddressedTo,
  isValid,
  type Invitation,
  insertInvitation
} from './invitation.ts'
import { mailInvitation } from './invite.ts'

const subject = z.object({ invitationId: z.int(), role: z.enum(['volunteer', 'staff', 'admin']) })

declare module '@stoa/core' {
  interface ApprovalSubjects {
    role_invitation: z.infer<typeof subject>
  }
}

const lifetime = 72 * 3600_000

/**
 * Invites one address to a role. The role counts when its recipient accepted it, turned a second
 * factor on, and a second admin confirmed it or a day passed. The caller is an admin.
 * @throws Problem 422 on `deskTopics` for unknown topics
 */
export async function inviteToRole(
  ctx: Context,
  { locale = ctx.locale, ...given }: z.output<typeof roleInvitationInput>
): Promise<{ id: number }> {
  await checkTopics(ctx, given.deskTopics)
  const expiresAt = after(ctx.now, lifetime)
  return transaction(ctx, async (ctx) => {
    const invitation = { ...given, kind: 'mail' as const, locale, maxUses: 1, expiresAt }
    const { id } = await insertInvitation(ctx, invitation)
    const { role, capabilities, deskTopics } = given
    const details = { invitationId: id, kind: 'mail', role, capabilities, deskTopics }
    await recordSecurityEvent(ctx, 'invitation.created', { details })
    await mailInvitation(ctx, id)
    return { id }
  })
}

/**
 * Returns the role of an invitation that works, for the page of its link. After signing up with it,
 * it works for the new account only.
 * @throws Problem 410 `invitation_ended`
 */
export async function showRoleInvitation(ctx: Context, secret: string) {
  const { role } = await findFor(ctx, secret)
  return { role }
}

/** Finds an invitation to a role that the actor can still accept, or a guest could. */
async function findFor(ctx: Context, secret: string): Promise<Invitation & { role: Role }> {
  const used = ctx.actor.id > 0 ? ctx.actor.id : undefined
  const found = await findInvitation(ctx, secret, used)
  if (!found?.role) throw invitationEnded()
  return { ...found, role: found.role }
}

type Role = NonNullable<Invitation['role']>

/**
 * Accepts a role for the signed-in account. Of two parallel requests one succeeds.
 * @throws Problem 410 `invitation_ended`, 403 `invitation_of_another` for another address
 */
export async function acceptRole(ctx: Context, secret: string): Promise<void> {
  const found = await findFor(ctx, secret)
  const account = await ownAccount(ctx)
  if (!isAddressedTo(found, account.email ?? '')) throw forbidden('invitation_of_another')
  const { id } = account
  await transaction(ctx, async (ctx) => {
    await holdInvitation(ctx, found.id, id)
    const accepted = { acceptedById: id, acceptedAt: ctx.now }
    await ctx.db.update(invitations).set(accepted).where(eq(invitations.id, found.id))
    const details = { invitationId: found.id, role: found.role }
    await recordSecurityEvent(ctx, 'invitation.accepted', { subjectId: id, details })
    if (account.secondFactorSince) await proposeAcceptedRoles(ctx, id)
  })
}

/**
 * Proposes the roles that a user accepted and that were not proposed yet. Call it in the transaction
 * in which their second factor is, or becomes, on.
 */
export async function proposeAcceptedRoles(ctx: Context, userId: number): Promise<void> {
  const proposed = ctx.db
    .select({ id: approvals.id })
    .from(approvals)
    .where(
      and(eq(approvals.kind, 'role_invitation'), eq(idInSubject('invitationId'), invitations.id))
    )
  const theirs = and(eq(invitations.acceptedById, userId), isNotNull(invitations.role))
  const accepted = await ctx.db
    .select()
    .from(invitations)
    .where(and(theirs, isValid(ctx.now), notExists(proposed)))
  for (const invitation of accepted) await propose(ctx, invitation, userId)
}

async function propose(ctx: Context, invitation: Invitation, userId: number) {
  const { id: invitationId, role, createdById } = invitation
  if (!role) return
  const requested = { subject: { invitationId, role }, gainsById: userId, writtenBy: [createdById] }
  const waits = await requestApproval(ctx, { kind: 'role_invitation', ...requested })
  if (waits) await mailPowerHolders(ctx, 'power_proposed')
}

/** Gives an accepted role, unless the factor is off or the user has a higher role by now. */
async function giveRole(ctx: Context, { role, ...invitation }: Invitation, userId: number) {
  const before = await lockDuties(ctx, userId)
  const isProtected = and(eq(secondFactors.userId, userId), isNotNull(secondFactors.confirmedAt))
  if (!role || (await ctx.db.$count(secondFactors, isProtected)) === 0) return
  if (ranks.indexOf(before.role) > ranks.indexOf(role)) return
  const capabilities = invitation.capabilities as Capability[]
  await changeDuties(ctx, before, { role, capabilities, deskTopics: invitation.deskTopics })
}

const ranks: Duties['role'][] = ['member', 'volunteer', 'staff', 'admin']

/** Gives the role of an invitation that its recipient accepted. */
export const roleInvitation: ApprovalKind<'role_invitation'> = {
  ...{ subject, event: 'role.' },
  async apply(ctx, { subject: { invitationId }, gainsById }) {
    const [invitation] = await ctx.db
      .select()
      .from(invitations)
      .where(and(eq(invitations.id, invitationId), isNull(invitations.revokedAt)))
    if (invitation) await giveRole(ctx, invitation, gainsById ?? 0)
  },
  namesOf: namedBy(
    ({ invitationId }) => invitationId,
    async ({ db }, ids) => {
      const { id, capabilities } = invitations
      const rows = await db.select({ id, capabilities }).from(invitations).where(inArray(id, ids))
      return new Map(rows.map((row) => [row.id, row.capabilities.join(' ')]))
    }
  )
}
