import { and, eq, gt, inArray, isNull, or, sql, type SQL, getTableColumns } from 'drizzle-orm'
import { after, type Context, type Ports, type ReaderFacts } from '@stoa/core'
import { jsonOf, preparedQuery } from '@stoa/core/data'
import type { Database } from '@stoa/core/database'
import { accountColumns, groupsOf } from '../account/account.ts'
import { secondFactors, sessions, users } from '../schema.ts'
import { isOutdated, powerRests } from '../sign-in-mode/mode.ts'
import { lastRecorded } from './visits.ts'

/** After so long without a request the session of staff ends. */
export const staffIdle = 30 * 60_000

type Parts = Pick<Context, 'db' | 'now' | 'ports'>
const plain = preparedQuery((db) => select(db, sql<null>`null`))

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
  const statement = options.facts ? withFacts(ports)(db) : plain(db)
  const recordedAt = lastRecorded({ ports }, hash) ?? null
  return statement.execute({ hash, now, recordedAt, hereSince: after(now, -staffIdle) })
}

const select = (db: Database, facts: SQL<ReaderFacts | null>) =>
  db
    .select({
      live: jsonOf({
        session: sessionColumns,
        account: accountColumns(sql.placeholder('now')),
        facts
      })
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))
    .where(and(eq(sessions.hash, sql.placeholder('hash')), isLive))
    .prepare('live_session')

type Statement = ReturnType<typeof select>

const statements = new WeakMap<Ports, (db: Database) => Statement>()

function withFacts(ports: Ports) {
  const statement = statements.get(ports) ?? preparedQuery((db) => select(db, factsOfMember(ports)))
  statements.set(ports, statement)
  return statement
}

/** Only for members: rights of volunteers and staff are not known before their actor is. */
function factsOfMember({ readerFacts }: Ports): SQL<ReaderFacts | null> {
  const reader = {
    role: 'member',
    id: users.id,
    moderates: [],
    groups: groupsOf(users.id)
  } as const
  const facts = Object.entries(readerFacts(reader))
  const pairs = facts.map(([name, value]) => sql`${sql.raw(`'${name}'`)}, ${value}`)
  return sql`case when ${users.role} = 'member' then json_build_object(${sql.join(pairs, sql`, `)}) end`
}

const { hash: _hash, id: _id, userId: _userId, ...storedColumns } = getTableColumns(sessions)
const sessionColumns = { ...storedColumns, powerRests }

const isLive = and(
  gt(sessions.expiresAt, sql.placeholder('now')),
  isNull(users.erasedAt),
  sql`not ${isOutdated(sql.placeholder('now'))}`,
  or(
    inArray(users.role, ['member', 'volunteer']),
    // Null, if nothing is recorded, is ignored.
    sql`greatest(${sessions.lastUsedAt}, ${sql.placeholder('recordedAt')}::timestamptz)
      > ${sql.placeholder('hereSince')}::timestamptz`
  )
)
