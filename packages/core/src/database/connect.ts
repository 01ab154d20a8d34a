import { drizzle, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import type { Sql, TransactionSql } from 'postgres'
import type { Tls } from '../tls.ts'
import { Availability, DatabaseAway, isDatabaseAway } from './availability.ts'
import { postgres } from './driver.ts'

/** The pool or an open transaction; verbs do not care which. */
export type Database = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>

/** Where a database is. `host` may be the folder of a Unix socket. */
export type ConnectionTarget =
  | { url: string; ssl?: Tls | false }
  | { host: string; port: number; database: string; user: string; password: string }

export type Connection = {
  db: Database
  sql: Sql
  /** How many statements `db` sent so far; beginning and ending a transaction are one each. */
  statements(): number
  /** Whether the server cannot be reached at the moment, so that `db` refuses everything. */
  isAway(): boolean
  /** Hears of notices on a channel from now on; `onNotificationsLost` whenever some may have been missed before. */
  listen(
    channel: string,
    hear: (payload: string) => void,
    onNotificationsLost?: () => void
  ): Promise<void>
  close(): Promise<void>
}

type ConnectOptions = {
  max?: number
  name?: string
  settings?: Record<string, string>
  onAway?(away: boolean): void
}

const closeWithinSeconds = 5

// The driver's own pauses grow to 20 s: too long for a server that is there again.
const connecting = { connect_timeout: 10, backoff: () => 0.05 }
const reachWithinSeconds = 2

// As fits short statements over a database that lies in memory or on flash. Compiling a statement, which
// Postgres does where it believes that it will take long, takes up to a second: far longer than ours do.
const planning = { jit: 'off', random_page_cost: '1.1' }

// Raw SQL gives numbers for int8 too, as columns do.
const types = {
  bigint: { to: 20, from: [20], parse: Number, serialize: String }
}

/**
 * Opens a pool of connections, lazily: nothing is sent before the first statement.
 * @param max connections at most
 * @param name shown by Postgres as `application_name`
 * @param settings of Postgres for each of these connections
 * @param onAway hears when the server can be reached no more, and when it can again
 */
export function connect(
  target: ConnectionTarget,
  { max = 10, name = 'stoa', settings = {}, onAway = () => {} }: ConnectOptions = {}
): Connection {
  let sent = 0
  const availability = new Availability(() => reach(target, name), onAway)
  const sql = open(target, {
    ...connecting,
    max,
    types,
    connection: { application_name: name, TimeZone: 'UTC', ...planning, ...settings },
    onnotice: () => {},
    onclose: () => availability.suspect()
  })
  const isAway = () => availability.away
  const count = (statements: number) => (sent += statements)
  return {
    db: drizzle(refusedWhile(isAway, alwaysPrepared(sql, count)), { casing: 'snake_case' }),
    sql,
    statements: () => sent,
    isAway,
    async listen(channel, hear, onNotificationsLost) {
      await sql.listen(channel, hear, () => {
        availability.reached()
        onNotificationsLost?.()
      })
    },
    close() {
      availability.close()
      return sql.end({ timeout: closeWithinSeconds })
    }
  }
}

/** Connects anew, apart from the pool, and asks something. */
async function reach(target: ConnectionTarget, name: string): Promise<void> {
  const connection = { application_name: name }
  const once = { max: 1, connect_timeout: reachWithinSeconds, fetch_types: false, connection }
  const sql = open(target, { ...once, onnotice: () => {} })
  try {
    await sql`select 1`
  } finally {
    await sql.end({ timeout: 0 })
  }
}

type Options = Parameters<typeof postgres>[1] & object

export const open = (target: ConnectionTarget, options: Options) =>
  'url' in target
    ? postgres(target.url, { ...options, ssl: target.ssl })
    : postgres({ ...target, ...options })

/**
 * drizzle turns prepared statements off for every query that has no name of its own, which makes
 * reads 1.6 times slower. This stands between drizzle and the driver and turns them on. It also
 * counts, because the driver's own `debug` makes a stack trace for every statement.
 */
function alwaysPrepared(sql: Sql | TransactionSql, sending: (statements: number) => void): Sql {
  const inside =
    <T>(fn: (sql: Sql) => Promise<T>) =>
    (tx: TransactionSql) => {
      sending(2)
      return fn(alwaysPrepared(tx, sending))
    }
  return {
    options: (sql as Sql).options,
    unsafe: (text: string, values: never[]) => {
      sending(1)
      return sql.unsafe(text, values, { prepare: true, simple: false } as { prepare: boolean })
    },
    begin: <T>(fn: (sql: Sql) => Promise<T>) => (sql as Sql).begin(inside(fn)),
    savepoint: <T>(fn: (sql: Sql) => Promise<T>) => (sql as TransactionSql).savepoint(inside(fn))
  } as unknown as Sql
}

/** Stands before the driver, and refuses what would wait for a server that is away. */
function refusedWhile(isAway: () => boolean, sql: Sql): Sql {
  return {
    ...sql,
    unsafe(...given: Parameters<Sql['unsafe']>) {
      if (isAway()) throw new DatabaseAway()
      return sql.unsafe(...given)
    },
    async begin<T>(fn: (sql: Sql) => Promise<T>) {
      if (isAway()) throw new DatabaseAway()
      return sql.begin(fn as never).catch((error: unknown) => {
        throw isDatabaseAway(error) ? new DatabaseAway(error) : error
      })
    }
  } as unknown as Sql
}
