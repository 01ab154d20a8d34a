import { finished } from 'node:stream/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Sql, TransactionSql } from 'postgres'
import { StartError } from '@stoa/core/server'

type Connection = Sql | TransactionSql

/** A table to copy: its name and its columns, each quoted. */
export type Table = { name: string; columns: string[] }

// Tables that are not copied. Sessions, codes and links are secrets, and the others are
// short-lived. The progress of a second search engine is meaningless without the engine.
const leftOut = [
  ...['sessions', 'mailed_tokens', 'idempotency_keys', 'limits', 'search_followers'],
  ...['worker_heartbeats', 'daily_visitors', 'visit_salts']
]
// A partitioned table counts as one, whatever its partitions.
const isTable = `relkind in ('r', 'p') and not relispartition`
// Transaction ids of this server mean nothing on another one.
const leftOutColumns = ['xid']

/** The tables of the forum with the columns to copy. */
export const listTables = async (sql: Connection): Promise<Table[]> => {
  const rows = await sql<Table[]>`
    select quote_ident(relname) as name, array_agg(quote_ident(attname) order by attnum) as columns
    from pg_class join pg_attribute on attrelid = pg_class.oid
    where relnamespace = 'public'::regnamespace and ${sql.unsafe(isTable)} and relname <> all(${leftOut})
      and attnum > 0 and not attisdropped and attgenerated = '' and attname <> all(${leftOutColumns})
    group by relname order by relname`
  return rows.map(({ name, columns }) => ({ name, columns }))
}

const partBytes = 1024 * 1024

/**
 * All rows of a table in the format of PostgreSQL's COPY, in parts of about a megabyte.
 * @param silenceLimit milliseconds to wait for bytes of the server
 * @throws StartError if none come for that long
 */
export async function* readTable(
  sql: Connection,
  { name, columns }: Table,
  silenceLimit = 60_000
): AsyncGenerator<Buffer> {
  const list = columns.join(', ')
  const rows = await sql.unsafe(`copy (select ${list} from ${name}) to stdout`).readable()
  const watch = () => setTimeout(() => rows.destroy(silent(name, silenceLimit)), silenceLimit)
  let watchdog = watch()
  let waiting: Buffer[] = []
  let size = 0
  try {
    for await (const row of rows as AsyncIterable<Buffer>) {
      watchdog.refresh()
      waiting.push(row)
      size += row.length
      if (size < partBytes) continue
      // The receiver may be slow, such as a bucket.
      clearTimeout(watchdog)
      yield Buffer.concat(waiting)
      watchdog = watch()
      waiting = []
      size = 0
    }
  } finally {
    clearTimeout(watchdog)
  }
  if (size > 0) yield Buffer.concat(waiting)
}

const silent = (table: string, silenceLimit: number) =>
  new StartError(
    `PostgreSQL sent no more bytes of the table ${table} for ${silenceLimit / 1000} seconds: check the ` +
      'connection to it, and start again.'
  )

/**
 * Adds a part to its table, within a transaction.
 * @throws PostgresError if a row does not fit
 */
export async function writePart(sql: Connection, { name, columns }: Table, bytes: Buffer) {
  const table = await sql.unsafe(`copy ${name} (${columns.join(', ')}) from stdin`).writable()
  await new Promise((resolve) => table.write(bytes, resolve))
  const taken = finished(table)
  table.end()
  await nextTurn()
  // The client reports rejected rows only at the next statement, not to the stream.
  await sql`select 1`
  await taken
}

/** Deletes the rows of a new forum, such as ticket topics. Append-only tables are kept. */
export async function emptyTables(sql: Connection, tables: readonly Table[]): Promise<void> {
  for (const { name } of tables) {
    const [table] = await sql<{ deletable: boolean }[]>`
      select has_table_privilege(${name}, 'delete') as deletable`
    if (table?.deletable) await sql.unsafe(`delete from ${name}`)
  }
}

type Key = { table: string; name: string; definition: string }

/**
 * Drops the foreign keys, so that tables can be filled in any order.
 * @returns a function that restores and checks them
 */
export async function withoutForeignKeys(sql: Connection): Promise<() => Promise<void>> {
  const keys = await sql<Key[]>`
    select conrelid::regclass::text as table, quote_ident(conname) as name,
      pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`
  for (const { table, name } of keys)
    await sql.unsafe(`alter table ${table} drop constraint ${name}`)
  return async () => {
    for (const { table, name, definition } of keys)
      await sql.unsafe(`alter table ${table} add constraint ${name} ${definition}`)
  }
}

/** Sets every sequence to the maximum of its column. */
export async function continueNumbers(sql: Connection): Promise<void> {
  const columns = await sql<{ table: string; column: string }[]>`
    select attrelid::regclass::text as table, attname as column
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = 'public'::regnamespace and ${sql.unsafe(isTable)} and attnum > 0
      and not attisdropped
      and pg_get_serial_sequence(attrelid::regclass::text, attname) is not null`
  for (const { table, column } of columns)
    await sql.unsafe(
      `select setval(pg_get_serial_sequence($1, $2), max("${column}")) from ${table}`,
      [table, column]
    )
}
