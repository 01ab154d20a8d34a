import { and, eq, lte, sql, type SQL } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { searchFollowers } from '../schema.ts'
import { settingsVersion } from './settings.ts'

export type Position = typeof searchFollowers.$inferSelect

/** Name of the live index's position, for this version's settings. */
export const liveName = () => `meilisearch ${settingsVersion()}`
/** Name of the position of the index that is being built. */
export const buildingName = () => `building ${settingsVersion()}`

const leaseFor = 2 * 60_000

/**
 * Leases a position for two minutes, so that only one node works on it.
 * @returns undefined if there is none, or another node holds the lease
 */
export async function claim({ db, now }: Context, engine: string): Promise<Position | undefined> {
  const [row] = await db
    .update(searchFollowers)
    .set({ updatedAt: after(now, leaseFor) })
    .where(and(eq(searchFollowers.engine, engine), lte(searchFollowers.updatedAt, now)))
    .returning()
  return row
}

/** Stores the progress and extends the lease by two minutes. */
export const hold = ({ db, now }: Context, position: Position) =>
  db
    .update(searchFollowers)
    .set({ ...position, updatedAt: after(now, leaseFor) })
    .where(eq(searchFollowers.engine, position.engine))

/** Stores the progress and ends the lease. */
export const release = (db: Database, position: Position) =>
  db
    .insert(searchFollowers)
    .values(position)
    .onConflictDoUpdate({ target: searchFollowers.engine, set: position })

/** Position before all events that a snapshot taken now does not see. */
export async function presentPosition(db: Database): Promise<Pick<Position, 'xid' | 'eventId'>> {
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

/** Whether an index of this version exists. */
export async function isReady(db: Database): Promise<boolean> {
  return (await db.$count(searchFollowers, eq(searchFollowers.engine, liveName()))) > 0
}
