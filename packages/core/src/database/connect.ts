import { drizzle, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import type { Sql, TransactionSql } from 'postgres'
import { version } from '../release.ts'
import type { Tracer } from '../tracer.ts'
import type { Tls } from '../tls.ts'
import { Availability, DatabaseAway, isDatabaseAway } from './availability.ts'
import { postgres } from './driver.ts'

/** The pool or an open transaction. */
export type Database = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>

/** The location of a database. `host` may be the folder of a Unix socket. */
export type ConnectionTarget =
  | { url: string; ssl?: Tls | false }
  | { host: string; port: number; database: string; user: string; password: string }

export type Connection = {
  db: Database
  sql: Sql
  /** Statements that `db` has sent. Beginning and ending a transaction count one each. */
  statements(): number
  /** Whether the server is unreachable at the moment, so that `db` refuses all statements. */
  isAway(): boolean
  /** Checks the server over a new connection, as statements have been waiting for long. */
  suspect(): void
  /**
   * Subscribes to notices on a channel. `onNotificationsLost` is called whenever notices may have
   * been missed.
   */
  listen(
    channel: string,
    receive: (payload: string) => void,
    onNotificationsLost?: () => void
  ): Promise<void>
  close(): Promise<void>
}

type ConnectOptions = {
  max?: number
  name?: string
  settings?: Record<string, string>
  tracer?: Tracer
  onAway?(away: boolean): void
}

const closeWithinSeconds = 5

// The driver's own back-off grows to 20 s, which is too long after a restart.
const connecting = { connect_timeout: 10, backoff: () => 0.05 }
const reachWithinSeconds = 2

// For short statements on a database in memory or on flash. JIT compilation is off, because it
// takes up to a second, far longer than our statements.
const planning = { jit: 'off', random_page_cost: '1.1' }

// Raw SQL returns numbers for int8, as columns do.
const types = {
  bigint: { to: 20, from: [20], parse: Number, serialize: String }
}

/**
 * Opens a pool of connections. Nothing is sent before the first statement.
 * @param max the maximum number of connections
 * @param name shown by PostgreSQL as `application_name`; default: with the version, by which nodes
 * know each other's
 * @param settings PostgreSQL settings of each connection
 * @param tracer records the statements of `db`
 * @param onAway called when the server becomes unreachable, and when it is back
 */
export function connect(
  target: ConnectionTarget,
  {
    max = 10,
    name = `stoa/${version}`,
    settings = {},
    tracer,
    onAway = () => {}
  }: ConnectOptions = {}
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
  const watch = { count: (statements: number) => (sent += statements), tracer, isAway }
  return {
    db: drizzle(watched(sql, watch), { casing: 'snake_case' }),
    sql,
    statements: () => sent,
    isAway,
    suspect: () => availability.suspect(),
    async listen(channel, receive, onNotificationsLost) {
      await sql.listen(channel, receive, () => {
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

/** Opens a connection outside of the pool and runs a query. */
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
    ? postgres(unnamed(target.url), { ...options, ...socketIn(target.url), ssl: target.ssl })
    : postgres({ ...target, ...options })

/** A URL without a name of its own for its connections: nodes and workers know each other by ours. */
export function unnamed(text: string): string {
  const url = new URL(text)
  if (!url.searchParams.has('application_name')) return text
  url.searchParams.delete('application_name')
  return url.href
}

/** The folder of a Unix socket, which the driver does not decode in an address. */
function socketIn(url: string): { host?: string } {
  const host = decodeURIComponent(new URL(url).hostname)
  return host.startsWith('/') ? { host } : {}
}

type Watch = { count(statements: number): void; tracer?: Tracer; isAway(): boolean }
type InTransaction<T> = (tx: TransactionSql) => Promise<T>

/** The pool for drizzle. While the server is unreachable, it refuses what would wait for it. */
function watched(sql: Sql, watch: Watch): Sql {
  const refuse = () => {
    if (watch.isAway()) throw new DatabaseAway()
  }
  const unsafe = prepared(sql, watch)
  return replaced(sql, {
    unsafe: (...given: Parameters<Sql['unsafe']>) => (refuse(), unsafe(...given)),
    async begin<T>(fn: InTransaction<T>) {
      refuse()
      return sql.begin(inside(fn, watch)).catch((error: unknown) => {
        throw isDatabaseAway(error) ? new DatabaseAway(error) : error
      })
    }
  })
}

/** The act of a transaction, whose statements are as those of the pool. */
const inside =
  <T>(fn: InTransaction<T>, watch: Watch): InTransaction<T> =>
  (tx) => {
    watch.count(2)
    const savepoint = <R>(act: InTransaction<R>) => tx.savepoint(inside(act, watch))
    return fn(replaced(tx, { unsafe: prepared(tx, watch), savepoint }))
  }

/**
 * Sends statements prepared: drizzle asks for that only where a query has a name, which makes reads
 * 1.6 times slower. Counts them, because the driver's own `debug` makes a stack trace for each, and
 * traces them if somebody collects traces.
 */
const prepared =
  (sql: Sql | TransactionSql, watch: Watch) =>
  (...[text, values]: Parameters<Sql['unsafe']>) => {
    watch.count(1)
    const options = { prepare: true, simple: false }
    const answer = sql.unsafe(text, values, options)
    watch.tracer?.statement(text, answer)
    return answer
  }

/** All that the driver has, with other functions in place of some. */
const replaced = <S extends object>(sql: S, own: object): S =>
  new Proxy(sql, {
    get: (all, name) => Reflect.get(name in own ? own : all, name) as unknown
  })
