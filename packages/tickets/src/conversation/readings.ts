import { sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { ticketReadings } from '../schema.ts'

/** Records up to which message the actor has seen a ticket, so that its row is not unread. */
export async function recordReading(
  { db, actor }: Context,
  ticketId: number,
  messageId: number
): Promise<void> {
  await db
    .insert(ticketReadings)
    .values({ userId: actor.id, ticketId, messageId })
    .onConflictDoUpdate({
      target: [ticketReadings.userId, ticketReadings.ticketId],
      set: { messageId: sql`greatest(${ticketReadings.messageId}, excluded.message_id)` }
    })
}
