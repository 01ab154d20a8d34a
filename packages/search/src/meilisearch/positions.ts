import { and, eq, lte, sql, type SQL } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { searchFollowers } from '../schema.ts'
import { settingsVersion } from './settings.ts'

export type Position = typeof searchFollowers.$inferSelect

/** The name of the index that answers, as it is with the settings of this version. */
export const liveName = () => `meilisearch ${settingsVersion()}`
/** The name of the one that is being built. */
export const buildingName = () => `building ${settingsVersion()}`

const leaseFor = 2 * 60_000

/**
 * Takes a position for two minutes, so that of all nodes one works on it.
 * @returns undefined where there is none, or another node has it
 */
export async function claim({ db, now }: Context, engine: string): Promise<Position | undefined> {
  const [row] = await db
    .update(searchFollowers)
    .set({ updatedAt: after(now, leaseFor) })
    .where(and(eq(searchFollowers.engine, engine), lte(searchFollowers.updatedAt, now)))
    .returning()
  return row
}

/** Notes how far it is, and keeps the position for two minutes more. */
export const hold = ({ db, now }: Context, position: Position) =>
  db
    .update(searchFollowers)
    .set({ ...position, updatedAt: after(now, leaseFor) })
    .where(eq(searchFollowers.engine, position.engine))

/** Notes how far it is, and gives the position back. */
export const release = (db: Database, position: Position) =>
  db
    .insert(searchFollowers)
    .values(position)
    .onConflictDoUpdate({ target: searchFollowers.engine, set: position })

/** Where the events begin that a snapshot taken now does not show. */
export async function presentPosition(db: Database): Promise<Pick<Position, 'xid' | 'eventId'>> {
  const [row] = await db.execute<{ xid: string }>(
    sql`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`
  )
  return { xid: row?.xid ?? '0', eventId: 0 }
}

// What happened a moment ago is on its way.
const lateAfter = 5_000

/** Whether an index of this version is there and has followed what happened. */
export const isCurrent = (db: Database, now: string): Promise<boolean> =>
  hasFollowed(db, sql`created_at < ${after(now, -lateAfter)}`)

/** Whether it has followed all that ever happened. */
export async function hasFollowed(db: Database, which: SQL = sql`true`): Promise<boolean> {
  const rows = await db.execute(sql`
    select 1 from ${searchFollowers} where ${eq(searchFollowers.engine, liveName())}
    and not exists (select 1 from events
      where (events.xid, events.id) > (${searchFollowers.xid}, ${searchFollowers.eventId})
      and ${which})`)
  return rows.length > 0
}

/** Whether an index of this version was built. */
export async function isReady(db: Database): Promise<boolean> {
  return (await db.$count(searchFollowers, eq(searchFollowers.engine, liveName()))) > 0
}
