import { recordSecurityEvent } from '@stoa/accounts'
import {
  confirmChange,
  openChanges,
  proposeChange,
  stopChange,
  type ChangeHandler,
  type PendingChange
} from '@stoa/accounts/pending-changes'
import { checkRevision, emit, invalid, notFound, snapshotOf, transaction } from '@stoa/core'
import type { Context } from '@stoa/core'
import { lockSite } from '../versions.ts'
import { retentionChanges } from './schema.ts'
import { terms, type TermKey } from './terms.ts'
import { removedBefore, storedValue } from './values.ts'

type Change = { value: number; from: number }

/**
 * Sets a term. A longer one takes effect at once. A shorter one destroys what others may still
 * need, so in an open forum it waits for a second admin, or for a day in which nobody stops it. The
 * caller is an admin.
 * @param from the value that the admin read
 * @returns whether it waits
 * @throws Problem 422 on `value` beyond the bounds, 409 as `checkRevision` if it is another by now
 */
export async function setTerm(ctx: Context, term: TermKey, { value, from }: Change) {
  checkBounds(term, value)
  return transaction(ctx, async (ctx) => {
    await lockSite(ctx)
    const present = await storedValue(ctx, term)
    checkRevision(String(from), snapshotOf({ value: String(present) }, present))
    const waiting = await waitingChange(ctx, term)
    if (waiting) await stopChange(ctx, waiting.id)
    if (value < present) return { waits: await propose(ctx, term, value) }
    if (value > present) await lengthen(ctx, term, { valueBefore: present, value })
    return { waits: false }
  })
}

function checkBounds(term: TermKey, value: number) {
  const { least, most, unit } = terms[term]
  if (value < least || value > most)
    throw invalid('value', `field_retention_${unit}`, { least, most })
}

/**
 * Counts what a value would remove at once, without removing it.
 * @throws Problem 422 on `value` beyond the bounds
 */
export async function countRemovals(ctx: Context, term: TermKey, value: number) {
  checkBounds(term, value)
  const { counts, capped } = await ctx.ports.cleaners[term].count(
    ctx,
    removedBefore(ctx, term, value)
  )
  return { counts: Object.entries(counts).map(([kind, count]) => ({ kind, count })), capped }
}

/** Returns the shorter value of a term that waits for a second admin. */
export const waitingChange = async (
  ctx: Context,
  term: TermKey
): Promise<PendingChange | undefined> =>
  (await openChanges(ctx)).find(({ kind, power }) => kind === 'retention_term' && power === term)

/** Returns whether it waits; before the forum is opened, one admin's word is enough. */
async function propose(ctx: Context, term: TermKey, value: number): Promise<boolean> {
  const change = { kind: 'retention_term', power: term, subjectId: value } as const
  const waits = await proposeChange(ctx, change)
  if (waits) await emit(ctx, 'retention.proposed', { term })
  return waits
}

async function lengthen(
  ctx: Context,
  term: TermKey,
  change: { valueBefore: number; value: number }
) {
  await recordSecurityEvent(ctx, 'retention.changed', { details: { term, ...change } })
  await store(ctx, term, change)
}

async function store(
  ctx: Context,
  term: TermKey,
  change: Pick<typeof retentionChanges.$inferInsert, 'valueBefore' | 'value'>
) {
  const { actor, now } = ctx
  await ctx.db
    .insert(retentionChanges)
    .values({ term, ...change, changedAt: now, changedById: actor.id })
  await emit(ctx, 'retention.changed', { term })
}

/**
 * Confirms as a second admin the shorter value that they read.
 * @param revision of the change that was read
 * @throws Problem 404, 403 `second_admin_needed`, 409 as `checkRevision`
 */
export async function confirmTerm(ctx: Context, term: TermKey, revision: string): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await lockSite(ctx)
    const change = await waitingChange(ctx, term)
    if (!change) throw notFound()
    checkRevision(revision, snapshotOf({ value: String(change.subjectId) }, change.id))
    await confirmChange(ctx, change.id)
  })
}

/** Sets a shorter term once it is confirmed. `power` is the term, `subjectId` its value. */
export const retentionTermHandler: ChangeHandler = {
  async apply(ctx, { power, subjectId: value }) {
    const term = power as TermKey
    const valueBefore = await storedValue(ctx, term)
    if (value !== valueBefore) await store(ctx, term, { valueBefore, value })
  },
  drop: async () => {},
  namesOf: async (_, changes) =>
    new Map(changes.map(({ id, subjectId }) => [id, String(subjectId)]))
}
