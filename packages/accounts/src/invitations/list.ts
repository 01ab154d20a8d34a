import { desc, eq, lt, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { decodeCursor, idKey, paged } from '@stoa/core/data'
import { usersAs } from '../people/people.ts'
import { invitations } from '../schema.ts'
import type { ListedInvitation } from './contract.ts'
import { invitedBy, isInvitationOpen, pathOf, type Invitation } from './invitation.ts'

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
