import { sql } from 'drizzle-orm'
import { after, type Context, type Ports } from '@stoa/core'
import type { Account } from '../account/account.ts'
import { contributions, sessions, users } from '../schema.ts'

/** A use of a session; `isVisit` if it counts the day towards the user's trust. */
type Use = { hash: string; userId: number; usedAt: string; isVisit: boolean }

const minute = 60_000

// Per forum, by the hash of the session. A page never waits for these writes.
const recordedUses = new WeakMap<Ports, Map<string, Use>>()

function usesOf(ports: Ports): Map<string, Use> {
  const uses = recordedUses.get(ports) ?? new Map<string, Use>()
  recordedUses.set(ports, uses)
  return uses
}

/** When this node last saw a session that is not written yet. */
export const lastRecorded = ({ ports }: Pick<Context, 'ports'>, hash: string): string | undefined =>
  usesOf(ports).get(hash)?.usedAt

/** Records the use of a session in memory at most once a minute; `writeUses` stores it. */
export function recordUse(
  { ports, now }: Pick<Context, 'ports' | 'now'>,
  hash: string,
  lastUsedAt: string,
  { id, emailVerifiedAt }: Pick<Account, 'id' | 'emailVerifiedAt'>
): void {
  if (lastUsedAt > after(now, -minute)) return
  usesOf(ports).set(hash, { hash, userId: id, usedAt: now, isVisit: emailVerifiedAt !== null })
}

type Visit = { userId: number; at: string }

/**
 * Stores all recorded uses in one statement: the use of the session, that the user is here, and the
 * day of the visit. After a failure they stay in memory.
 * @param visits stored as well, of users without a session
 */
export async function writeUses(
  { db, ports }: Pick<Context, 'db' | 'ports'>,
  visits: readonly Visit[] = []
): Promise<void> {
  const uses = usesOf(ports)
  const written = [...uses.values()]
  const others = visits.map(({ userId, at }) => ({ hash: '', userId, usedAt: at, isVisit: true }))
  if (written.length + others.length > 0) await storeUses(db, [...written, ...others])
  for (const use of written) if (uses.get(use.hash) === use) uses.delete(use.hash)
}

async function storeUses(db: Context['db'], written: readonly Use[]): Promise<void> {
  const rows = written.map((use) => ({ ...use, day: dayOf(use.usedAt) }))
  await db.execute(sql`
    with used as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) used
        (hash text, "userId" bigint, "usedAt" timestamptz, "isVisit" boolean, day bigint)),
      session as (update ${sessions} session set last_used_at = used."usedAt" from used
        where session.hash = used.hash and session.last_used_at < used."usedAt"),
      visit as (select "userId" as id, day, max("usedAt") as at from used where "isVisit"
        group by "userId", day),
      visitor as (update ${users} visitor set last_seen_at = visit.at from visit
        where visitor.id = visit.id and visitor.erased_at is null
          and (visitor.last_seen_at is null or visitor.last_seen_at < visit.at))
    insert into ${contributions} (user_id, kind, ref, from_user_id, created_at)
    select visit.id, 'day_visited', visit.day, 0, visit.at
    from visit join ${users} visitor on visitor.id = visit.id and visitor.erased_at is null
    order by visit.id, visit.day on conflict do nothing`)
}

/** The UTC day of a time as the number yyyymmdd. */
const dayOf = (time: string) => Number(time.slice(0, 10).replaceAll('-', ''))
