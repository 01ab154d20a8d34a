import { and, eq, lte, sql, type SQL } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { searchFollowers } from '../schema.ts'
import { settingsVersion } from './settings.ts'

export type Position = typeof searchFollowers.$inferSelect

/** A place in the order of events, which is (xid, id). */
export type Place = Pick<Position, 'xid' | 'eventId'>

/** Name of the live index's position, for this version's settings. */
export const liveName = () => `meilisearch ${settingsVersion()}`
/** Name of the position of the index that is being built. */
export const buildingName = () => `building ${settingsVersion()}`

const leaseFor = 30_000

/**
 * Leases a position for thirty seconds and works on it, so that only one node does. The lease is
 * renewed until the work ends, however it ends.
 * @param work returns the position that it reached
 * @returns undefined if there is no such position, or another node holds the lease
 */
export async function leased<T>(
  context: () => Context,
  engine: string,
  work: (position: Position) => Promise<T>
): Promise<T | undefined> {
  const position = await claim(context(), engine)
  if (!position) return undefined
  const lease = { engine, until: position.updatedAt }
  let renewed = Promise.resolve()
  const renewAgain = () => void (renewed = renew(context(), lease).catch(() => {}))
  const renewal = setInterval(renewAgain, leaseFor / 3)
  try {
    return await work(position)
  } finally {
    clearInterval(renewal)
    await renewed
    await setEnd(context(), lease, context().now)
  }
}

async function claim({ db, now }: Context, engine: string): Promise<Position | undefined> {
  const isFree = lte(searchFollowers.updatedAt, now)
  const [row] = await db
    .update(searchFollowers)
    .set({ updatedAt: after(now, leaseFor) })
    .where(and(eq(searchFollowers.engine, engine), isFree))
    .returning()
  return row
}

/** A position that this node works on until then. */
type Lease = { engine: string; until: string }

async function renew(ctx: Context, lease: Lease) {
  const until = after(ctx.now, leaseFor)
  if (await setEnd(ctx, lease, until)) lease.until = until
}

/** Changes when a lease ends, unless another node has it by now. @returns whether it did */
async function setEnd({ db }: Context, { engine, until }: Lease, updatedAt: string) {
  const isOurs = and(eq(searchFollowers.engine, engine), eq(searchFollowers.updatedAt, until))
  const rows = await db.update(searchFollowers).set({ updatedAt }).where(isOurs).returning()
  return rows.length > 0
}

/** Stores how far a position has come; the lease stays. */
export const advance = (db: Database, engine: string, reached: Partial<Position>) =>
  db.update(searchFollowers).set(reached).where(eq(searchFollowers.engine, engine))

/** Stores the position of the live index. */
export const putLive = (db: Database, { xid, eventId }: Place, now: string) => {
  const position = { xid, eventId, building: null, builtUntil: null }
  return db
    .insert(searchFollowers)
    .values({ engine: liveName(), ...position, updatedAt: now })
    .onConflictDoUpdate({ target: searchFollowers.engine, set: position })
}

/** The position of this name, if there is one. */
export async function findPosition(db: Database, engine: string): Promise<Position | undefined> {
  const [row] = await db.select().from(searchFollowers).where(eq(searchFollowers.engine, engine))
  return row
}

/** Deletes a position: without one, PostgreSQL answers. */
export const deletePosition = (db: Database, engine: string) =>
  db.delete(searchFollowers).where(eq(searchFollowers.engine, engine))

/** Place before all events that a snapshot taken now does not see. */
export async function presentPlace(db: Database): Promise<Place> {
  const [row] = await db.execute<{ xid: string }>(
    sql`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`
  )
  return { xid: row?.xid ?? '0', eventId: 0 }
}

// Younger events may still be in progress.
const lateAfter = 5_000

/** Whether an index of this version exists and is up to date, apart from the last five seconds. */
export const isCurrent = (db: Database, now: string): Promise<boolean> =>
  hasFollowed(db, sql`created_at < ${after(now, -lateAfter)}`)

/** Whether the index has followed all events, or all that match `which`. */
export async function hasFollowed(db: Database, which: SQL = sql`true`): Promise<boolean> {
  const rows = await db.execute(sql`
    select 1 from ${searchFollowers} where ${eq(searchFollowers.engine, liveName())}
    and not exists (select 1 from events
      where (events.xid, events.id) > (${searchFollowers.xid}, ${searchFollowers.eventId})
      and ${which})`)
  return rows.length > 0
}
