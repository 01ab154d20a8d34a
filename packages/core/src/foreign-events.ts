import { sql } from 'drizzle-orm'
import type { Database } from './database/index.ts'
import { events } from './schema.ts'

// No transaction that this one sees has an id from here on.
const isForeign = sql`${events.xid} >= pg_snapshot_xmax(pg_current_snapshot())`

/**
 * Gives events of another PostgreSQL cluster a transaction id of this one. Transaction ids begin anew
 * after a move by pg_dump; until they were as high again, readers of events in order would wait.
 * @returns the number of these events
 */
export async function adoptForeignEvents(db: Database): Promise<number> {
  const rows = await db.execute<{ count: number }>(sql`
    with adopted as (update ${events} set xid = pg_current_xact_id() where ${isForeign} returning 1)
    select count(*)::int as count from adopted`)
  return rows[0]?.count ?? 0
}
