import { and, asc, eq, isNotNull, lte } from 'drizzle-orm'
import { emit, transaction, type Context } from '@stoa/core'
import { tickets } from '../schema.ts'

const batchSize = 200

/** Timed task: alerts the desk to tickets that are nearly due, and again when they are overdue. */
export async function alertDesk(ctx: Context): Promise<void> {
  const due = await ctx.db
    .select({ id: tickets.id })
    .from(tickets)
    .where(isDue(ctx))
    .orderBy(asc(tickets.alertAt))
    .limit(batchSize)
  for (const { id } of due) await transaction(ctx, (ctx) => alert(ctx, id))
}

const isDue = ({ now }: Context) => and(isNotNull(tickets.alertAt), lte(tickets.alertAt, now))

async function alert(ctx: Context, ticketId: number) {
  const { db, now } = ctx
  const [ticket] = await db
    .select({ dueAt: tickets.dueAt })
    .from(tickets)
    .where(and(eq(tickets.id, ticketId), isDue(ctx)))
    .for('update')
  if (!ticket) return
  const isOverdue = ticket.dueAt <= now
  const alertAt = isOverdue ? null : ticket.dueAt
  await db.update(tickets).set({ alertAt }).where(eq(tickets.id, ticketId))
  await emit(ctx, isOverdue ? 'ticket.overdue' : 'ticket.due_soon', { ticketId })
}
