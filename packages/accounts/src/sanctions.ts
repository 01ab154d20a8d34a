import { and, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm'
import { after, emit, type Context } from '@stoa/core'
import { endAccess } from './access.ts'
import { sanctions } from './schema.ts'

export type SanctionKind = (typeof sanctions.$inferSelect)['kind']

/** `until` null: until lifted; `categoryId` null: everywhere. */
export type NewSanction = {
  userId: number
  kind: SanctionKind
  categoryId: number | null
  until: string | null
  reason: string
}

/** Makes others who would sanction this user wait until the transaction of `ctx` ends. */
export async function lockSanctioned({ db }: Context, userId: number): Promise<void> {
  // Not the user's row: whoever posts at this moment holds a thread and refers to it.
  const lock = `accounts.sanctions:${userId}`
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`)
}

/**
 * Writes a sanction down, in the transaction of `ctx`; who is suspended loses sessions, tokens and
 * live streams. Callers have checked that the actor may.
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
 * Ends a sanction before its time, in the transaction of `ctx`.
 * @returns false where it was lifted already
 */
export async function endSanction(ctx: Context, id: number): Promise<boolean> {
  const [row] = await ctx.db
    .update(sanctions)
    .set({ liftedAt: ctx.now })
    .where(and(eq(sanctions.id, id), isNull(sanctions.liftedAt)))
    .returning({ userId: sanctions.userId })
  if (row) await emit(ctx, 'actor.changed', { userId: row.userId })
  return row !== undefined
}

/**
 * Lets a sanction hold again that was lifted by mistake, in the transaction of `ctx`.
 * @returns false where it holds already
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

/** For how many seconds the user was silenced by what was imposed within the last seven days. */
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
