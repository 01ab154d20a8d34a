import { and, eq, inArray, lt, notInArray, or } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { deskEvents, deskMessages, webhookDeliveries } from './schema.ts'

const retention = 30 * 24 * 3600_000

/**
 * Deletes log rows after thirty days. Waiting messages stay until they are delivered, and messages
 * that a help desk refused until they are sent again.
 */
export async function deleteOldDeliveries({ db, now }: Context): Promise<void> {
  const over = after(now, -retention)
  const { occurredAt, state, type } = webhookDeliveries
  const isDone = or(
    inArray(state, ['delivered', 'dropped']),
    and(eq(state, 'failed'), notInArray(type, [...deskEvents]))
  )
  await db.delete(webhookDeliveries).where(and(lt(occurredAt, over), isDone))
  await db.delete(deskMessages).where(lt(deskMessages.receivedAt, over))
}
