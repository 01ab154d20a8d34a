import { and, eq, inArray, lt, notInArray, or } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { deskEvents, deskMessages, webhookDeliveries } from './schema.ts'

const retention = 30 * 24 * 3600_000

/** The log is kept thirty days, what waits until it is there, and what a desk refused until it is sent again. */
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
