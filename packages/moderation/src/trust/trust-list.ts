import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { atLeast, emit, forbidden, invalid, notFound, write, type Context } from '@stoa/core'
import { users } from '@stoa/accounts/schema'
import type { TrustedEntry, TrustedKind } from './contract.ts'
import { keyOf } from './keys.ts'
import { dueAfter, entryWith, isOfficial, isUnsettled } from './lists.ts'
import { trustedEntries } from './schema.ts'

type Row = typeof trustedEntries.$inferSelect

/** What is official, for everybody; for admins also what is pending, and who wants it. */
export async function listTrusted(ctx: Context): Promise<{ items: TrustedEntry[] }> {
  const { db, actor, now } = ctx
  const isAdmin = atLeast(actor.role, 'admin')
  const rows = await db
    .select({ entry: trustedEntries, official: sql<boolean>`(${isOfficial(now)})` })
    .from(trustedEntries)
    .where(and(isNull(trustedEntries.removalConfirmedById), isAdmin ? undefined : isOfficial(now)))
    .orderBy(asc(trustedEntries.kind), asc(trustedEntries.id))
  const present = rows.filter(({ entry, official }) => official || entry.removedAt === null)
  const names = isAdmin
    ? await namesOf(
        ctx,
        present.map(({ entry }) => wantedBy(entry))
      )
    : new Map()
  return { items: present.map(({ entry, official }) => shown(ctx, entry, official, names)) }
}

const wantedBy = ({ addedById, removedById }: Row) => removedById ?? addedById

async function namesOf({ db }: Context, ids: number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: users.id, username: users.username })
    .from(users)
    .where(inArray(users.id, ids))
  return new Map(rows.map(({ id, username }) => [id, username]))
}

function shown(
  { actor }: Context,
  entry: Row,
  official: boolean,
  names: ReadonlyMap<number, string>
): TrustedEntry {
  const { id, kind, value, addedAt, removedAt } = entry
  const isAdmin = atLeast(actor.role, 'admin')
  const state = stateOf(official, isAdmin && removedAt !== null)
  const pending = state !== 'official'
  return {
    ...{ id, kind, value, state },
    due: pending ? dueAfter(removedAt ?? addedAt) : null,
    by: pending ? (names.get(wantedBy(entry)) ?? null) : null,
    can: { confirm: pending && isAdmin && wantedBy(entry) !== actor.id }
  }
}

function stateOf(official: boolean, leaving: boolean): TrustedEntry['state'] {
  if (leaving) return 'leaving'
  return official ? 'official' : 'proposed'
}

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
  if (key === undefined) throw invalid('value', 'guards_trusted_invalid')
  const [row] = await ctx.db
    .insert(trustedEntries)
    .values({ kind, key, value: value.trim(), addedById: ctx.actor.id, addedAt: ctx.now })
    .onConflictDoNothing()
    .returning({ id: trustedEntries.id })
  if (!row) throw invalid('value', 'guards_trusted_known')
  return row
}

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
  })
}

/**
 * Keeps what somebody wanted gone.
 * @throws Problem 404, 422 when the same was added anew
 */
export async function keepTrusted(ctx: Context, id: number): Promise<void> {
  await write(ctx, async (ctx) => {
    await locked(ctx, id)
    const kept = { removedById: null, removedAt: null }
    await ctx.db.update(trustedEntries).set(kept).where(eq(trustedEntries.id, id))
  })
}

/**
 * Confirms as a second person what another admin wants; stored links are judged anew.
 * @throws Problem 404; 403 `trust_second_person`
 */
export async function confirmTrusted(ctx: Context, id: number): Promise<void> {
  const { actor, now } = ctx
  await write(ctx, async (ctx) => {
    const { entry } = await locked(ctx, id)
    if (wantedBy(entry) === actor.id) throw forbidden('trust_second_person')
    const confirmed =
      entry.removedAt === null ? { addConfirmedById: actor.id } : { removalConfirmedById: actor.id }
    await ctx.db
      .update(trustedEntries)
      .set({ ...confirmed, settledAt: now })
      .where(eq(trustedEntries.id, id))
    await emit(ctx, 'trust.changed', {})
  })
}

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
      .returning({ id: trustedEntries.id })
    if (settled.length > 0) await emit(ctx, 'trust.changed', {})
  })
}
