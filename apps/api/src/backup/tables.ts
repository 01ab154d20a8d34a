import { finished } from 'node:stream/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Sql, TransactionSql } from 'postgres'

type Connection = Sql | TransactionSql

/** A table as it is copied: its name and its columns, each quoted. */
export type Table = { name: string; columns: string[] }

// Sessions, codes and links that are on their way would be secrets; the others are of a minute only.
// How far a second search engine has followed means nothing without the engine beside it.
const leftOut = [
  ...['sessions', 'mailed_tokens', 'idempotency_keys', 'limits', 'search_followers'],
  'worker_heartbeats'
]
// A partitioned table is one table, whatever partitions it has there.
const isTable = `relkind in ('r', 'p') and not relispartition`
// Numbers of this server's transactions mean nothing on another one.
const leftOutColumns = ['xid']

/** The tables of the forum, with what is copied of them. */
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

/** Some rows of a table as Postgres' COPY writes them. */
export type Part = { bytes: Buffer; rows: number }

/** All rows of a table, in parts of about a megabyte. */
export async function* readTable(sql: Connection, { name, columns }: Table): AsyncGenerator<Part> {
  const list = columns.join(', ')
  const rows = await sql.unsafe(`copy (select ${list} from ${name}) to stdout`).readable()
  let waiting: Buffer[] = []
  let size = 0
  for await (const row of rows as AsyncIterable<Buffer>) {
    waiting.push(row)
    size += row.length
    if (size < partBytes) continue
    yield { bytes: Buffer.concat(waiting), rows: waiting.length }
    waiting = []
    size = 0
  }
  if (size > 0) yield { bytes: Buffer.concat(waiting), rows: waiting.length }
}

/**
 * Adds a part to its table, within a transaction.
 * @throws PostgresError where a row does not fit
 */
export async function writePart(sql: Connection, { name, columns }: Table, bytes: Buffer) {
  const table = await sql.unsafe(`copy ${name} (${columns.join(', ')}) from stdin`).writable()
  await new Promise((resolve) => table.write(bytes, resolve))
  const taken = finished(table)
  table.end()
  await nextTurn()
  // Of rows that Postgres refuses its client tells the stream nothing, but the next statement fails.
  await sql`select 1`
  await taken
}

/** Takes out what every forum begins with, such as the topics of tickets; what is only added to stays. */
export async function emptyTables(sql: Connection, tables: readonly Table[]): Promise<void> {
  for (const { name } of tables) {
    const [table] = await sql<{ deletable: boolean }[]>`
      select has_table_privilege(${name}, 'delete') as deletable`
    if (table?.deletable) await sql.unsafe(`delete from ${name}`)
  }
}

type Key = { table: string; name: string; definition: string }

/**
 * Takes the foreign keys away, so that tables can be filled in any order.
 * @returns what puts them back, checked
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

/** Lets every sequence go on behind what its table holds. */
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
