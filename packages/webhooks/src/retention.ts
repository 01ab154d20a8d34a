import { and, lt, ne } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { webhookDeliveries } from './schema.ts'

const retention = 30 * 24 * 3600_000

/** Deletes log rows after thirty days. Waiting messages stay until they are delivered or failed. */
export async function deleteOldDeliveries({ db, now }: Context): Promise<void> {
  const over = after(now, -retention)
  const { occurredAt, state } = webhookDeliveries
  await db.delete(webhookDeliveries).where(and(lt(occurredAt, over), ne(state, 'waiting')))
}
