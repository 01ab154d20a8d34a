import { and, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm'
import { after, emit, type Context } from '@stoa/core'
import { endAccess } from '../tokens/tokens.ts'
import { deleteKept } from './kept-sanctions.ts'
import { sanctions } from '../schema.ts'

export type SanctionKind = (typeof sanctions.$inferSelect)['kind']

/** `until` is null if it lasts until lifted; `categoryId` is null for the whole forum. */
type NewSanction = {
  userId: number
  kind: SanctionKind
  categoryId: number | null
  until: string | null
  reason: string
}

/** Locks the sanctions of a user until the transaction of `ctx` ends. */
export async function lockSanctioned({ db }: Context, userId: number): Promise<void> {
  // An advisory lock instead of the user's row, because posting refers to that row while it holds a
  // thread.
  const lock = `accounts.sanctions:${userId}`
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`)
}

/**
 * Stores a sanction in the transaction of `ctx`. A suspension ends sessions, tokens and live
 * streams. Callers check the actor's rights.
 * @returns its id
 */
export async function imposeSanction(ctx: Context, sanction: NewSanction): Promise<number> {
  const [row] = await ctx.db
    .insert(sanctions)
    .values({ ...sanction, byId: ctx.actor.id, createdAt: ctx.now })
    .returning({ id: sanctions.id })
  const { userId, kind } = sanction
  if (kind === 'suspension') await endAccess(ctx, userId)
  else await emit(ctx, 'actor.changed', { userId })
  return row?.id ?? 0
}

/**
 * Lifts a sanction in the transaction of `ctx`, also for those who come back with the same address.
 * @returns false if it was lifted already
 */
export async function endSanction(ctx: Context, id: number): Promise<boolean> {
  const [row] = await ctx.db
    .update(sanctions)
    .set({ liftedAt: ctx.now })
    .where(and(eq(sanctions.id, id), isNull(sanctions.liftedAt)))
    .returning({
      userId: sanctions.userId,
      kind: sanctions.kind,
      createdAt: sanctions.createdAt
    })
  if (row) await deleteKept(ctx, row)
  if (row) await emit(ctx, 'actor.changed', { userId: row.userId })
  return row !== undefined
}

/**
 * Reinstates a lifted sanction in the transaction of `ctx`.
 * @returns false if it was not lifted
 */
export async function resumeSanction(ctx: Context, id: number): Promise<boolean> {
  const [row] = await ctx.db
    .update(sanctions)
    .set({ liftedAt: null })
    .where(and(eq(sanctions.id, id), isNotNull(sanctions.liftedAt)))
    .returning({ userId: sanctions.userId, kind: sanctions.kind })
  if (row?.kind === 'suspension') await endAccess(ctx, row.userId)
  else if (row) await emit(ctx, 'actor.changed', { userId: row.userId })
  return row !== undefined
}

const week = 7 * 24 * 3600_000
const endless = 1e9

/** The total seconds of the user's silences that were imposed within the last seven days. */
export async function silencedSeconds({ db, now }: Context, userId: number): Promise<number> {
  const end = sql`coalesce(${sanctions.liftedAt}, ${sanctions.until})`
  const seconds = sql`coalesce(extract(epoch from ${end} - ${sanctions.createdAt}), ${endless})`
  const [row] = await db
    .select({ seconds: sql<number>`coalesce(sum(${seconds}), 0)::float` })
    .from(sanctions)
    .where(
      and(
        eq(sanctions.userId, userId),
        eq(sanctions.kind, 'silence'),
        gt(sanctions.createdAt, after(now, -week))
      )
    )
  return row?.seconds ?? 0
}
