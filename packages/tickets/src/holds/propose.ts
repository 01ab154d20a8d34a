import { and, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { recordSecurityEvent } from '@stoa/accounts'
import { after, conflict, emit, invalid, transaction, type Context } from '@stoa/core'
import { authorize, findAsDesk, lockWithMerged, type Ticket } from '../policy.ts'
import { addTicketHistory } from '../lifecycle/history.ts'
import { ticketHolds } from '../schema.ts'
import type { holdInput } from './contract.ts'

const maxLength = 730 * 24 * 3600_000

/** Whether nothing of the ticket may be removed. */
export const isOnHold = ({ heldUntil }: Pick<Ticket, 'heldUntil'>, now: string): boolean =>
  heldUntil !== null && heldUntil > now

export const isUndecidedHold = isNull(ticketHolds.decidedAt)

/**
 * Proposes to keep everything of a ticket until the end of a day. It replaces a proposal that waits,
 * and once approved, a hold that stands.
 * @throws Problem 404; 409 `ticket_merged`; 422 on `until` for a day that is over or more than two
 * years away, on `reason` as `ports.safety.review`
 */
export async function proposeHold(
  ctx: Context,
  number: string,
  { until, reason }: z.output<typeof holdInput>
): Promise<void> {
  const end = `${until}T23:59:59.999Z`
  if (end <= ctx.now || end > after(ctx.now, maxLength))
    throw invalid('until', 'field_tickets_hold_until')
  await propose(ctx, number, { until: end, reason })
}

/**
 * Proposes to end a hold early.
 * @throws Problem 404; 409 `ticket_merged`, `ticket_not_held`; 422 on `reason` as `ports.safety.review`
 */
export const proposeLifting = (ctx: Context, number: string, reason: string): Promise<void> =>
  propose(ctx, number, { until: null, reason })

async function propose(
  ctx: Context,
  number: string,
  proposal: { until: string | null; reason: string }
) {
  authorize.proposeHold(ctx.actor)
  const { id: ticketId } = await findAsDesk(ctx, number)
  await ctx.ports.safety.review(ctx, { path: 'reason', text: proposal.reason })
  await transaction(ctx, async (ctx) => {
    const ticket = await lockForHold(ctx, ticketId)
    if (proposal.until === null && !isOnHold(ticket, ctx.now)) throw conflict('ticket_not_held')
    const { db, actor, now } = ctx
    await replaceWaiting(ctx, ticketId)
    await db
      .insert(ticketHolds)
      .values({ ticketId, ...proposal, proposedById: actor.id, proposedAt: now })
    await recordHoldStep(ctx, ticket, 'proposed')
    await addTicketHistory(ctx, ticketId, 'hold_proposed', proposal.until)
    await emit(ctx, 'ticket.hold_proposed', { ticketId })
  })
}

/**
 * Locks a ticket whose hold is proposed or decided.
 * @throws Problem 409 `ticket_merged`: its content is on another ticket, and a hold keeps nothing
 */
export async function lockForHold(ctx: Context, id: number): Promise<Ticket> {
  const ticket = await lockWithMerged(ctx, id)
  if (ticket.mergedIntoId !== null) throw conflict('ticket_merged')
  return ticket
}

/** Ends the proposal that waits on a locked ticket, if there is one, undecided. */
export async function replaceWaiting({ db, actor, now }: Context, ticketId: number): Promise<void> {
  await db
    .update(ticketHolds)
    .set({ outcome: 'replaced', decidedById: actor.id, decidedAt: now })
    .where(and(eq(ticketHolds.ticketId, ticketId), isUndecidedHold))
}

/** Records in the security log what became of a hold. */
export const recordHoldStep = (
  ctx: Context,
  { id, requesterId }: Pick<Ticket, 'id' | 'requesterId'>,
  step: 'proposed' | 'approved' | 'refused'
): Promise<void> =>
  recordSecurityEvent(ctx, `hold.${step}`, { subjectId: requesterId, details: { ticketId: id } })
