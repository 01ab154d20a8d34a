import { and, asc, eq, lte } from 'drizzle-orm'
import { after, transaction, type Context } from '@stoa/core'
import { setState } from './transitions.ts'
import { lockTicket } from '../finding.ts'
import { reopenedWithin } from '../policy.ts'
import { tickets } from '../schema.ts'

const batchSize = 200

/** Timed task: closes resolved tickets that were not reopened in time. */
export async function closeResolved(ctx: Context): Promise<void> {
  const due = await ctx.db
    .select({ id: tickets.id })
    .from(tickets)
    .where(
      and(eq(tickets.state, 'resolved'), lte(tickets.resolvedAt, after(ctx.now, -reopenedWithin)))
    )
    .orderBy(asc(tickets.resolvedAt))
    .limit(batchSize)
  for (const { id } of due)
    await transaction(ctx, async (ctx) => {
      const ticket = await lockTicket(ctx, id)
      if (ticket.state !== 'resolved') return
      await setState(ctx, ticket, { state: 'closed', outcome: 'resolved' })
    })
}
