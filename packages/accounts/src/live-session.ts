import { and, eq, gt, inArray, isNull, or, sql, type SQL } from 'drizzle-orm'
import { after, type Context, type ReaderFacts } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { accountColumns } from './account.ts'
import { secondFactors, sessions, users } from './schema.ts'
import { lastRecorded } from './visits.ts'

const staffIdle = 30 * 60_000

type Parts = Pick<Context, 'db' | 'now' | 'ports'>
type Statement = ReturnType<typeof prepare>

// These statements run for every page, and for other requests on every cache miss, so they are
// prepared once per database.
const plain = new WeakMap<Database, Statement>()
const withFacts = new WeakMap<Database, Statement>()

/**
 * Selects the session with this hash and its account, unless it has expired or its staff was idle
 * too long.
 * @param options.facts also reads the facts that pages of members need
 */
export function selectLiveSession(
  { db, now, ports }: Parts,
  hash: string,
  options: { facts: boolean }
) {
  const prepared = options.facts ? withFacts : plain
  const statement = prepared.get(db) ?? prepare(db, options.facts ? factsOfMember(ports) : noFacts)
  prepared.set(db, statement)
  const recordedAt = lastRecorded({ ports }, hash) ?? null
  return statement.execute({ hash, now, recordedAt, hereSince: after(now, -staffIdle) })
}

const prepare = (db: Database, facts: SQL<ReaderFacts | null>) =>
  db
    .select({ session: sessionColumns, account: accountColumns(sql.placeholder('now')), facts })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))
    .where(and(eq(sessions.hash, sql.placeholder('hash')), isLive))
    .prepare('live_session')

const noFacts = sql<null>`null`

/** What volunteers and staff may read is not known before their actor is. */
function factsOfMember({ readerFacts }: Context['ports']): SQL<ReaderFacts | null> {
  const facts = Object.entries(readerFacts({ role: 'member', id: users.id, moderates: [] }))
  const pairs = facts.map(([name, value]) => sql`${sql.raw(`'${name}'`)}, ${value}`)
  return sql`case when ${users.role} = 'member' then json_build_object(${sql.join(pairs, sql`, `)}) end`
}

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
