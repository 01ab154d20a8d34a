import { and, asc, gt, sql } from 'drizzle-orm'
import { recordSecurityEvent } from '@stoa/accounts'
import { checkUnchanged, emit, transaction, type Context } from '@stoa/core'
import { updateSlaClock } from './deadlines.ts'
import { editedLevels, levelsOf } from './levels.ts'
import { tickets } from '../schema.ts'
import { serviceLevels } from './schema.ts'
import { isOpenTicket } from '../policy.ts'
import type { ServiceLevels } from './contract.ts'

/**
 * Sets the service levels, also for open tickets, and records who did it.
 * @throws Problem 409 as `checkUnchanged`
 */
export async function setLevels(
  ctx: Context,
  { revision, ...levels }: ServiceLevels & { revision?: string }
): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await ctx.db.execute(sql`lock table ${serviceLevels} in share row exclusive mode`)
    checkUnchanged(revision, editedLevels(await levelsOf(ctx)), editedLevels(levels))
    const values = { levels, createdById: ctx.actor.id, createdAt: ctx.now }
    await ctx.db.insert(serviceLevels).values(values)
    await recordSecurityEvent(ctx, 'setting.changed', { details: { setting: 'service_levels' } })
    await emit(ctx, 'service_levels.changed', { afterId: 0 })
  })
}

const batchSize = 200

/**
 * Effect of `service_levels.changed`: recomputes the deadlines of open tickets in batches, so that
 * no ticket stays locked for long.
 */
export async function recomputeDeadlines(
  ctx: Context,
  { afterId }: { afterId: number }
): Promise<void> {
  const rows = await openBehind(ctx, afterId)
  await transaction(ctx, async (ctx) => {
    for (const { id } of rows) await updateSlaClock(ctx, id)
    const last = rows.at(-1)
    if (last && rows.length === batchSize)
      await emit(ctx, 'service_levels.changed', { afterId: last.id })
  })
}

const openBehind = ({ db }: Context, last: number) =>
  db
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(gt(tickets.id, last), isOpenTicket))
    .orderBy(asc(tickets.id))
    .limit(batchSize)
