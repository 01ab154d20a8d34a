import { and, eq, isNull, desc, lt, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { after, emit, forbidden, notFound, transaction, type Context } from '@stoa/core'
import { decodeCursor, idKey, paged } from '@stoa/core/data'
import { waitsFor } from '../approvals/approval.ts'
import { withdrawApprovals } from '../approvals/decide.ts'
import { invitations } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import type { invitationInput, ListedInvitation } from './contract.ts'
import {
  pathOf,
  insertInvitation,
  invitedBy,
  isInvitationOpen,
  type Invitation
} from './invitation.ts'
import { usersAs } from '../people/people.ts'

const day = 24 * 3600_000

/**
 * Makes an invitation. With an address it is a link for one account, which is mailed whether or not
 * an account has the address. Otherwise it is a link for `uses` accounts.
 * @returns the link for its maker to pass on; null if it is mailed
 */
export async function invite(
  ctx: Context,
  { email, uses, days, locale = ctx.locale }: z.output<typeof invitationInput>
): Promise<{ id: number; url: string | null }> {
  const kind = email ? ('mail' as const) : ('link' as const)
  const maxUses = email ? 1 : uses
  const expiresAt = after(ctx.now, days * day)
  return transaction(ctx, async (ctx) => {
    const invitation = { kind, email: email ?? null, locale, maxUses, expiresAt }
    const made = await insertInvitation(ctx, invitation)
    const { id } = made
    if (email) await mailInvitation(ctx, id)
    const details = { invitationId: id, kind, uses: maxUses, days }
    await recordSecurityEvent(ctx, 'invitation.created', { details })
    return {
      id,
      url: email ? null : `${ctx.ports.publicOrigin}${pathOf(ctx, made) ?? ''}`
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
    await withdrawApprovals(ctx, waitsFor('role_invitation', { invitationId: id }))
  })
}

const pageSize = 30

const maker = usersAs('maker_of_invitation')
const accepter = usersAs('accepter_of_invitation')

/**
 * Lists all invitations, the latest first, with the accounts made with them. The shortened
 * recipient is shown to the maker and to admins until the invitation is used; the link is shown
 * while it works.
 * @throws Problem 422 `invalid_cursor`
 */
export async function listInvitations(ctx: Context, cursor?: string) {
  const before = cursor === undefined ? undefined : decodeCursor(cursor, idKey)[0]
  const rows = await ctx.db
    .select({
      row: invitations,
      by: maker.username,
      accepter: accepter.username,
      open: sql<boolean>`${isInvitationOpen(ctx.now)}`
    })
    .from(invitations)
    .innerJoin(maker, eq(maker.id, invitations.createdById))
    .leftJoin(accepter, eq(accepter.id, invitations.acceptedById))
    .where(before === undefined ? undefined : lt(invitations.id, before))
    .orderBy(desc(invitations.id))
    .limit(pageSize + 1)
  const { items, next } = paged(rows, pageSize, ({ row }) => [row.id])
  const came = await invitedBy(
    ctx,
    items.map(({ row }) => row.id)
  )
  const usedBy = ({ id }: Invitation) =>
    came.filter(({ invitationId }) => invitationId === id).map(({ username }) => username)
  return {
    items: items.map(({ row, by, accepter, open }) => {
      const names = [...new Set([...usedBy(row), ...(accepter ? [accepter] : [])])]
      const email = names.length > 0 ? null : row.email
      return { ...toListed(ctx, { ...row, email }, open), by, usedBy: names }
    }),
    next
  }
}

function toListed(
  ctx: Context,
  row: Invitation,
  open: boolean
): Omit<ListedInvitation, 'by' | 'usedBy'> {
  const mayRead = ctx.actor.role === 'admin' || row.createdById === ctx.actor.id
  const path = open && row.kind === 'link' ? pathOf(ctx, row) : null
  return {
    ...{ id: row.id, kind: row.kind, role: row.role, open, maxUses: row.maxUses },
    ...{ createdAt: row.createdAt, expiresAt: row.expiresAt, revokedAt: row.revokedAt },
    sentTo: mayRead && row.email !== null ? shortened(row.email) : null,
    url: path === null ? null : `${ctx.ports.publicOrigin}${path}`
  }
}

/** Shortens an address to `m…@example.org`. */
const shortened = (email: string) => `${email.slice(0, 1)}…${email.slice(email.lastIndexOf('@'))}`
