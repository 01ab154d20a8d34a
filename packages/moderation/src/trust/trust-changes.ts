import { and, eq, sql } from 'drizzle-orm'
import { emit, forbidden, invalid, notFound, write, type Context } from '@stoa/core'
import { recordSecurityEvent } from '@stoa/accounts'
import type { TrustedKind } from './contract.ts'
import { keyOf, shownValue } from './keys.ts'
import { entryWith, isOfficial, isUnsettled } from './lists.ts'
import { trustedEntries } from './schema.ts'
import { hasRoleOfToday, wantedBy } from './second-person.ts'

/**
 * Wants something on the list; it holds once another admin confirms it, or after a day.
 * @throws Problem 422 on `value`: none of its kind, or on the list already; or as `ports.review`
 */
export async function addTrusted(
  ctx: Context,
  { kind, value }: { kind: TrustedKind; value: string }
): Promise<{ id: number }> {
  await ctx.ports.review(ctx, { path: 'value', text: value })
  const key = keyOf(kind, value)
  if (key === undefined)
    throw invalid(
      'value',
      kind === 'domain' ? 'guards_trusted_no_domain' : 'guards_trusted_invalid'
    )
  return write(ctx, async (ctx) => {
    const [row] = (await isThere(ctx, kind, key)) ? [] : await insert(ctx, kind, key, value)
    if (!row) throw invalid('value', 'guards_trusted_known')
    await record(ctx, 'proposed', row.id, 'add')
    await emit(ctx, 'trust.proposed', {})
    return row
  })
}

/** What somebody wants gone is there until it is, and kept by keeping it. */
async function isThere({ db, now }: Context, kind: TrustedKind, key: string): Promise<boolean> {
  const same = and(eq(trustedEntries.kind, kind), eq(trustedEntries.key, key))
  const there = await db
    .select({ id: trustedEntries.id })
    .from(trustedEntries)
    .where(and(same, isOfficial(now)))
    .for('update')
  return there.length > 0
}

const insert = ({ db, actor, now }: Context, kind: TrustedKind, key: string, value: string) =>
  db
    .insert(trustedEntries)
    .values({
      ...{ kind, key, value: shownValue(kind, value, key) },
      ...{ addedById: actor.id, addedAt: now }
    })
    .onConflictDoNothing()
    .returning({ id: trustedEntries.id })

/**
 * Takes back what is only wanted so far; what is official leaves once another admin confirms it, or
 * after a day.
 * @throws Problem 404
 */
export async function removeTrusted(ctx: Context, id: number): Promise<void> {
  const { actor, now } = ctx
  await write(ctx, async (ctx) => {
    const { official } = await locked(ctx, id)
    const removal = { removedById: actor.id, removedAt: now }
    const gone = official ? {} : { removalConfirmedById: actor.id, settledAt: now }
    await ctx.db
      .update(trustedEntries)
      .set({ ...removal, ...gone })
      .where(eq(trustedEntries.id, id))
    await record(ctx, official ? 'proposed' : 'removed', id, 'remove')
    if (official) await emit(ctx, 'trust.proposed', {})
  })
}

/**
 * Keeps what somebody wanted gone.
 * @throws Problem 404
 */
export async function keepTrusted(ctx: Context, id: number): Promise<void> {
  await write(ctx, async (ctx) => {
    await locked(ctx, id)
    const kept = { removedById: null, removedAt: null }
    await ctx.db.update(trustedEntries).set(kept).where(eq(trustedEntries.id, id))
    await record(ctx, 'refused', id, 'remove')
  })
}

/**
 * Confirms as a second person what another admin wants; stored links are judged anew.
 * @throws Problem 404; 403 `trust_second_person`, or `trust_new_admin` for whoever got their role today
 */
export async function confirmTrusted(ctx: Context, id: number): Promise<void> {
  const { actor, now } = ctx
  await write(ctx, async (ctx) => {
    const { entry } = await locked(ctx, id)
    if (wantedBy(entry) === actor.id) throw forbidden('trust_second_person')
    if (await hasRoleOfToday(ctx)) throw forbidden('trust_new_admin')
    const confirmed =
      entry.removedAt === null ? { addConfirmedById: actor.id } : { removalConfirmedById: actor.id }
    await ctx.db
      .update(trustedEntries)
      .set({ ...confirmed, settledAt: now })
      .where(eq(trustedEntries.id, id))
    await record(ctx, 'confirmed', id, entry.removedAt === null ? 'add' : 'remove')
    await emit(ctx, 'trust.changed', {})
  })
}

type TrustListStep = 'proposed' | 'confirmed' | 'refused' | 'removed'

const record = (ctx: Context, step: TrustListStep, entryId: number, change: 'add' | 'remove') =>
  recordSecurityEvent(ctx, `trust_list.${step}`, { details: { entryId, change } })

async function locked({ db, now }: Context, id: number) {
  const [row] = await db
    .select({ entry: trustedEntries, official: sql<boolean>`(${isOfficial(now)})` })
    .from(trustedEntries)
    .where(entryWith(id))
    .for('update')
  if (!row || (row.entry.removedAt !== null && !row.official)) throw notFound()
  return row
}

/** For the timed task: what has come to hold by itself is told, so that links are judged anew. */
export async function settleTrusted(ctx: Context): Promise<void> {
  await write(ctx, async (ctx) => {
    const settled = await ctx.db
      .update(trustedEntries)
      .set({ settledAt: ctx.now })
      .where(isUnsettled(ctx.now))
      .returning({ id: trustedEntries.id, removedAt: trustedEntries.removedAt })
    for (const { id, removedAt } of settled)
      await record(ctx, 'confirmed', id, removedAt === null ? 'add' : 'remove')
    if (settled.length > 0) await emit(ctx, 'trust.changed', {})
  })
}
