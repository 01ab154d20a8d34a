import { desc, eq } from 'drizzle-orm'
import { usernamesOf } from '@stoa/accounts'
import { behindOf } from '@stoa/accounts/approvals'
import type { Context } from '@stoa/core'
import type { FoundTicket } from '../finding.ts'
import { can } from '../policy.ts'
import { ticketHolds } from '../schema.ts'
import type { TicketHold } from './contract.ts'
import { snapshotOfHold } from './deciding.ts'
import { isOnHold } from './proposing.ts'

type Row = typeof ticketHolds.$inferSelect

/** Returns the hold of a ticket and the proposal that waits; null for its requester. */
export async function holdOf(ctx: Context, ticket: FoundTicket): Promise<TicketHold | null> {
  if (ticket.view !== 'desk') return null
  const rows = await ctx.db
    .select()
    .from(ticketHolds)
    .where(eq(ticketHolds.ticketId, ticket.id))
    .orderBy(desc(ticketHolds.id))
    .limit(20)
  const names = await usernamesOf(
    ctx,
    rows.flatMap(({ proposedById, decidedById }) => [proposedById, decidedById ?? 0])
  )
  const stands = isOnHold(ticket, ctx.now)
  const approved = rows.find(({ outcome, until }) => outcome === 'approved' && until !== null)
  const waiting = rows.find(({ decidedAt }) => decidedAt === null)
  return {
    until: stands ? ticket.heldUntil : null,
    approved: stands && approved ? approvedOf(approved, names) : null,
    waiting: waiting ? await waitingOf(ctx, waiting, names) : null
  }
}

type Names = ReadonlyMap<number, string>

const approvedOf = ({ reason, proposedById, decidedById }: Row, names: Names) => ({
  reason,
  by: names.get(proposedById) ?? null,
  approvedBy: names.get(decidedById ?? 0) ?? null
})

const waitingOf = async (ctx: Context, proposal: Row, names: Names) => ({
  revision: snapshotOfHold(proposal).revision,
  ...{ until: proposal.until, reason: proposal.reason, proposedAt: proposal.proposedAt },
  by: names.get(proposal.proposedById) ?? null,
  can: { approve: can.approveHold(ctx.actor, await behindOf(ctx, [proposal.proposedById])) }
})
