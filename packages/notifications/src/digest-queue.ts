import { and, eq, gt, isNull, lte } from 'drizzle-orm'
import { after, emitAll, transaction, type Context } from '@stoa/core'
import { isDeliveryHeld } from '@stoa/core/effects'
import { settings } from '@stoa/core/schema'
import { notifications } from './schema.ts'

const day = 24 * 3600_000

/**
 * Of each digest: the setting that holds the end of the last period, a period's usual length, and
 * the maximum, however long none was sent.
 */
const digests = {
  daily: { setting: 'digests_until', usual: day, max: 7 * day },
  weekly: { setting: 'weekly_digests_until', usual: 7 * day, max: 14 * day }
} as const

export const queueDigests = (ctx: Context) => queueDigest(ctx, 'daily')
export const queueWeeklyDigests = (ctx: Context) => queueDigest(ctx, 'weekly')

/**
 * Queues the digest of all users with unread notifications since the last one. Periods follow each
 * other without a gap, however late one is, for example after a hold of delivery.
 */
async function queueDigest(given: Context, frequency: keyof typeof digests): Promise<void> {
  if (await isDeliveryHeld(given)) return
  await transaction(given, async (ctx) => {
    const since = await lastGathered(ctx, digests[frequency])
    const rows = await ctx.db
      .selectDistinct({ userId: notifications.userId })
      .from(notifications)
      .where(and(isNull(notifications.readAt), isWithin(since, ctx.now)))
    const period = { since, until: ctx.now, frequency }
    await emitAll(
      ctx,
      'digest.due',
      rows.map((row) => ({ ...row, ...period }))
    )
  })
}

/** Returns the end of the last period and stores now as the end of this one. */
async function lastGathered(
  { db, now }: Context,
  { setting, usual, max }: (typeof digests)[keyof typeof digests]
): Promise<string> {
  const isIt = eq(settings.name, setting)
  const [row] = await db.select({ value: settings.value }).from(settings).where(isIt).for('update')
  const values = { value: now, updatedAt: now }
  await db
    .insert(settings)
    .values({ name: setting, ...values })
    .onConflictDoUpdate({ target: settings.name, set: values })
  if (!row) return after(now, -usual)
  const before = String(row.value)
  return before < after(now, -max) ? after(now, -max) : before
}

/** Condition: notifications of a period. */
export const isWithin = (since: string, until: string) =>
  and(gt(notifications.createdAt, since), lte(notifications.createdAt, until))
