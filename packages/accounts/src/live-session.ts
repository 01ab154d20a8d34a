import { and, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { accountColumns } from './account.ts'
import { secondFactors, sessions, users } from './schema.ts'
import { lastRecorded } from './visits.ts'

const staffIdle = 30 * 60_000

type Statement = ReturnType<typeof prepare>

// This statement runs on every cache miss, so it is prepared once per database.
const prepared = new WeakMap<Database, Statement>()

/**
 * Selects the session with this hash and its account, unless it has expired or its staff was idle
 * too long.
 */
export function selectLiveSession(
  { db, now, ports }: Pick<Context, 'db' | 'now' | 'ports'>,
  hash: string
) {
  const statement = prepared.get(db) ?? prepare(db)
  prepared.set(db, statement)
  const recordedAt = lastRecorded({ ports }, hash) ?? null
  return statement.execute({ hash, now, recordedAt, hereSince: after(now, -staffIdle) })
}

const prepare = (db: Database) =>
  db
    .select({ session: sessionColumns, account: accountColumns(sql.placeholder('now')) })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))
    .where(and(eq(sessions.hash, sql.placeholder('hash')), isLive))
    .prepare('live_session')

const sessionColumns = {
  createdAt: sessions.createdAt,
  authenticatedAt: sessions.authenticatedAt,
  lastUsedAt: sessions.lastUsedAt,
  expiresAt: sessions.expiresAt,
  secondFactor: sessions.secondFactor,
  scopes: sessions.scopes,
  address: sessions.address,
  userAgent: sessions.userAgent
}

const isLive = and(
  gt(sessions.expiresAt, sql.placeholder('now')),
  isNull(users.erasedAt),
  or(
    inArray(users.role, ['member', 'volunteer']),
    // Null, if nothing is recorded, is ignored.
    sql`greatest(${sessions.lastUsedAt}, ${sql.placeholder('recordedAt')}::timestamptz)
      > ${sql.placeholder('hereSince')}::timestamptz`
  )
)
