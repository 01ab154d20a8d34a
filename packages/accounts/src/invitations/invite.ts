import { and, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { after, emit, forbidden, notFound, transaction, type Context } from '@stoa/core'
import { stopChanges } from '../pending-changes/stop.ts'
import { invitations, pendingChanges } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import type { invitationInput } from './contract.ts'
import { pathOf, insertInvitation } from './invitation.ts'

const day = 24 * 3600_000

/**
 * Makes an invitation. With an address it is a link for one account, which is mailed whether or not
 * an account has the address. Otherwise it is a link for `uses` accounts.
 * @returns the link for its maker to pass on; null if it is mailed
 */
export async function invite(
  ctx: Context,
  { email = null, uses, days, locale = ctx.locale }: z.output<typeof invitationInput>
): Promise<{ id: number; url: string | null }> {
  const kind = email === null ? ('link' as const) : ('mail' as const)
  const maxUses = email === null ? uses : 1
  const expiresAt = after(ctx.now, days * day)
  return transaction(ctx, async (ctx) => {
    const made = await insertInvitation(ctx, { kind, email, locale, maxUses, expiresAt })
    const { id } = made
    if (email !== null) await mailInvitation(ctx, id)
    const details = { invitationId: id, kind, uses: maxUses, days }
    await recordSecurityEvent(ctx, 'invitation.created', { details })
    return {
      id,
      url: email === null ? `${ctx.ports.publicOrigin}${pathOf(ctx, made) ?? ''}` : null
    }
  })
}

/** Queues the mail of an invitation to its address. */
export const mailInvitation = (ctx: Context, invitationId: number) =>
  emit(ctx, 'account.mail', { userId: 0, template: 'invitation', tokenId: null, invitationId })

/**
 * Revokes an invitation. Accounts made with it stay; a role that waits is stopped.
 * @throws Problem 404, 403 for staff if it is for a role
 */
export async function revokeInvitation(ctx: Context, id: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const [row] = await ctx.db
      .select({ role: invitations.role })
      .from(invitations)
      .where(eq(invitations.id, id))
    if (!row) throw notFound()
    if (row.role && ctx.actor.role !== 'admin') throw forbidden()
    const revoked = await ctx.db
      .update(invitations)
      .set({ revokedAt: ctx.now, revokedById: ctx.actor.id })
      .where(and(eq(invitations.id, id), isNull(invitations.revokedAt)))
      .returning({ id: invitations.id })
    const details = { invitationId: id }
    if (revoked.length > 0) await recordSecurityEvent(ctx, 'invitation.revoked', { details })
    const { kind, subjectId } = pendingChanges
    await stopChanges(ctx, and(eq(kind, 'role_invitation'), eq(subjectId, id)))
  })
}
