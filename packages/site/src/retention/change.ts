import { recordSecurityEvent } from '@stoa/accounts'
import {
  approve,
  waitingApprovals,
  requestApproval,
  refuse,
  type ApprovalKind,
  type Approval
} from '@stoa/accounts/approvals'
import { checkRevision, emit, invalid, notFound, snapshotOf, transaction } from '@stoa/core'
import type { Context } from '@stoa/core'
import { lockSite } from '../versions.ts'
import { retentionChanges } from './schema.ts'
import { retentionPeriods, type PeriodKey } from './periods.ts'
import { removedBefore, storedValue } from './values.ts'

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
    const waiting = await waitingChange(ctx, period)
    if (waiting) await refuse(ctx, waiting.id)
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

/** Returns the shorter value of a period that waits for a second admin. */
export const waitingChange = async (
  ctx: Context,
  period: PeriodKey
): Promise<Approval | undefined> =>
  (await waitingApprovals(ctx)).find(
    ({ kind, power }) => kind === 'retention_period' && power === period
  )

/** Returns whether it waits; before the forum is opened, one admin's word is enough. */
async function propose(ctx: Context, period: PeriodKey, value: number): Promise<boolean> {
  const change = { kind: 'retention_period', power: period, subjectId: value } as const
  const waits = await requestApproval(ctx, change)
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

/**
 * Confirms as a second admin the shorter value that they read.
 * @param revision of the change that was read
 * @throws Problem 404, 403 `second_person_needed`, 409 as `checkRevision`
 */
export async function confirmRetentionPeriod(
  ctx: Context,
  period: PeriodKey,
  revision: string
): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await lockSite(ctx)
    const change = await waitingChange(ctx, period)
    if (!change) throw notFound()
    checkRevision(revision, snapshotOf({ value: String(change.subjectId) }, change.id))
    await approve(ctx, change.id)
  })
}

/** Sets a shorter period once it is confirmed. `power` is the period, `subjectId` its value. */
export const retentionPeriodHandler: ApprovalKind = {
  event: 'retention.',
  details: ({ power: period, subjectId: value }) => ({ period, value }),
  async apply(ctx, { power, subjectId: value }) {
    const period = power as PeriodKey
    const valueBefore = await storedValue(ctx, period)
    if (value !== valueBefore) await store(ctx, period, { valueBefore, value })
  },
  drop: async () => {},
  namesOf: async (_, changes) =>
    new Map(changes.map(({ id, subjectId }) => [id, String(subjectId)]))
}
