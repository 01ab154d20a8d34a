import { recordSecurityEvent } from '@stoa/accounts'
import {
  requestApproval,
  waitsFor,
  withdrawApprovals,
  type ApprovalKind
} from '@stoa/accounts/approvals'
import { z } from 'zod'
import { checkRevision, emit, invalid, snapshotOf, transaction } from '@stoa/core'
import type { Context } from '@stoa/core'
import { lockSite } from '../versions.ts'
import { retentionChanges } from './schema.ts'
import { periodKeys, retentionPeriods, type PeriodKey } from './periods.ts'
import { removedBefore, storedValue } from './values.ts'

const kind = 'retention_period'
const subject = z.object({ period: z.enum(periodKeys), value: z.int() })

declare module '@stoa/core' {
  interface ApprovalSubjects {
    retention_period: z.infer<typeof subject>
  }
}

type Change = { value: number; from: number }

/**
 * Sets a period. A longer one takes effect at once. A shorter one destroys what others may still
 * need, so in an open forum it waits for a second admin, or for a day in which nobody stops it. The
 * caller is an admin.
 * @param from the value that the admin read
 * @returns whether it waits
 * @throws Problem 422 on `value` beyond the bounds, 409 as `checkRevision` if it is another by now
 */
export async function setRetentionPeriod(ctx: Context, period: PeriodKey, { value, from }: Change) {
  checkBounds(period, value)
  return transaction(ctx, async (ctx) => {
    await lockSite(ctx)
    const present = await storedValue(ctx, period)
    checkRevision(String(from), snapshotOf({ value: String(present) }, present))
    await withdrawApprovals(ctx, waitsFor(kind, { period }))
    if (value < present) return { waits: await propose(ctx, period, value) }
    if (value > present) await extend(ctx, period, { valueBefore: present, value })
    return { waits: false }
  })
}

function checkBounds(period: PeriodKey, value: number) {
  const { minimum, maximum, unit } = retentionPeriods[period]
  if (value < minimum || value > maximum)
    throw invalid('value', `field_retention_${unit}`, { minimum, maximum })
}

/**
 * Counts what a value would remove at once, without removing it.
 * @throws Problem 422 on `value` beyond the bounds
 */
export async function countRemovals(ctx: Context, period: PeriodKey, value: number) {
  checkBounds(period, value)
  const { counts, capped } = await ctx.ports.cleaners[period].count(
    ctx,
    removedBefore(ctx, period, value)
  )
  return { counts: Object.entries(counts).map(([kind, count]) => ({ kind, count })), capped }
}

/** Returns whether it waits; before the forum is opened, one admin's word is enough. */
async function propose(ctx: Context, period: PeriodKey, value: number): Promise<boolean> {
  const waits = await requestApproval(ctx, { kind, subject: { period, value } })
  if (waits) await emit(ctx, 'retention.proposed', { period })
  return waits
}

async function extend(
  ctx: Context,
  period: PeriodKey,
  change: { valueBefore: number; value: number }
) {
  await recordSecurityEvent(ctx, 'retention.changed', { details: { period, ...change } })
  await store(ctx, period, change)
}

async function store(
  ctx: Context,
  period: PeriodKey,
  change: Pick<typeof retentionChanges.$inferInsert, 'valueBefore' | 'value'>
) {
  const { actor, now } = ctx
  await ctx.db
    .insert(retentionChanges)
    .values({ period, ...change, changedAt: now, changedById: actor.id })
  await emit(ctx, 'retention.changed', { period })
}

/** Sets a shorter period. */
export const retentionPeriod: ApprovalKind<typeof kind> = {
  ...{ subject, event: 'retention.' },
  async apply(ctx, { subject: { period, value } }) {
    const valueBefore = await storedValue(ctx, period)
    if (value !== valueBefore) await store(ctx, period, { valueBefore, value })
  },
  namesOf: async (_, waiting) =>
    new Map(waiting.map(({ id, subject }) => [id, String(subject.value)]))
}
