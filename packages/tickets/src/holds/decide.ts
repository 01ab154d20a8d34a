import { and, asc, desc, eq, lte } from 'drizzle-orm'
import { behindOf } from '@stoa/accounts/approvals'
import { users } from '@stoa/accounts/tables'
import {
  checkRevision,
  conflict,
  notFound,
  snapshotOf,
  transaction,
  type Context
} from '@stoa/core'
import { attemptEach } from '@stoa/core/server'
import { usernamesOf } from '@stoa/accounts'
import {
  authorize,
  can,
  findAsDesk,
  lockWithMerged,
  type FoundTicket,
  type Ticket
} from '../policy.ts'
import { addTicketHistory } from '../lifecycle/history.ts'
import { eraseWithMerged } from '../requester/erase.ts'
import { ticketHolds, tickets } from '../schema.ts'
import { isOnHold, isUndecidedHold, lockForHold, recordHoldStep } from './propose.ts'
import type { TicketHold } from './contract.ts'

type Proposal = typeof ticketHolds.$inferSelect

/**
 * Approves as a second agent the proposal that they read: the hold stands, or has ended.
 * @param revision of the proposal that was read
 * @throws Problem 404; 403 as `rules.approveHold`; 409 as `checkRevision`,
 * `ticket_merged`, `ticket_hold_over` if its day is over
 */
export async function approveHold(ctx: Context, number: string, revision: string): Promise<void> {
  await decide(ctx, number, revision, async (ctx, ticket, proposal) => {
    authorize.approveHold(ctx.actor, await behindOf(ctx, [proposal.proposedById]))
    const { until } = proposal
    if (until === null) return endHold(ctx, ticket, 'hold_lifted')
    if (until <= ctx.now) throw conflict('ticket_hold_over')
    await ctx.db.update(tickets).set({ heldUntil: until }).where(eq(tickets.id, ticket.id))
    await addTicketHistory(ctx, ticket.id, 'held', until)
  })
}

/**
 * Refuses the proposal that the agent read, or withdraws their own.
 * @throws Problem 404; 409 as `checkRevision`, `ticket_merged`
 */
export async function refuseHold(ctx: Context, number: string, revision: string): Promise<void> {
  await decide(
    ctx,
    number,
    revision,
    (ctx, { id }, { until }) => addTicketHistory(ctx, id, 'hold_refused', until),
    'refused'
  )
}

async function decide(
  ctx: Context,
  number: string,
  revision: string,
  effect: (ctx: Context, ticket: Ticket, proposal: Proposal) => Promise<void>,
  outcome: 'approved' | 'refused' = 'approved'
) {
  authorize.decideHold(ctx.actor)
  const { id } = await findAsDesk(ctx, number)
  await transaction(ctx, async (ctx) => {
    const ticket = await lockForHold(ctx, id)
    const proposal = await waitingProposal(ctx, id)
    if (!proposal) throw notFound()
    checkRevision(revision, snapshotOfHold(proposal))
    await effect(ctx, ticket, proposal)
    await ctx.db
      .update(ticketHolds)
      .set({ outcome, decidedById: ctx.actor.id, decidedAt: ctx.now })
      .where(eq(ticketHolds.id, proposal.id))
    await recordHoldStep(ctx, ticket, outcome)
  })
}

async function waitingProposal({ db }: Context, ticketId: number): Promise<Proposal | undefined> {
  const [proposal] = await db
    .select()
    .from(ticketHolds)
    .where(and(eq(ticketHolds.ticketId, ticketId), isUndecidedHold))
  return proposal
}

const snapshotOfHold = ({ id, until, reason }: Proposal) => snapshotOf({ until, reason }, id)

/** Ends the hold of a locked ticket. What its requester erased meanwhile is erased now. */
async function endHold(
  ctx: Context,
  { id, requesterId }: Ticket,
  how: 'hold_lifted' | 'hold_ended'
) {
  await ctx.db.update(tickets).set({ heldUntil: null }).where(eq(tickets.id, id))
  await addTicketHistory(ctx, id, how)
  const [requester] = await ctx.db
    .select({ erasedAt: users.erasedAt })
    .from(users)
    .where(eq(users.id, requesterId))
  if (requester?.erasedAt) await eraseWithMerged(ctx, id)
}

const batchSize = 200

/** Timed task: ends holds whose day is over. */
export async function endHolds(ctx: Context): Promise<void> {
  const over = await ctx.db
    .select({ id: tickets.id })
    .from(tickets)
    .where(lte(tickets.heldUntil, ctx.now))
    .orderBy(asc(tickets.heldUntil))
    .limit(batchSize)
  await attemptEach(over, ({ id }) =>
    transaction(ctx, async (ctx) => {
      const ticket = await lockWithMerged(ctx, id)
      if (ticket.heldUntil !== null && ticket.heldUntil <= ctx.now)
        await endHold(ctx, ticket, 'hold_ended')
    })
  )
}

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
