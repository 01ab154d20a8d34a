import { sql, type SQL } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'

type Row<T extends PgTable> = { [Key in keyof T['$inferInsert']]?: unknown }

/**
 * An `insert` without its `on conflict`, of rows that all have the same keys. They are one
 * parameter, so that batches of every length share one prepared statement.
 */
export function insertRows<T extends PgTable>(table: T, rows: readonly [Row<T>, ...Row<T>[]]): SQL {
  const keys = Object.keys(rows[0])
  const columns = sql.join(
    keys.map((key) => sql.identifier(inSnakeCase(key))),
    sql`, `
  )
  const named = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, value]) => [inSnakeCase(key), value]))
  )
  return sql`insert into ${table} (${columns}) select ${columns}
    from jsonb_populate_recordset(null::${table}, ${JSON.stringify(named)}::jsonb)`
}

const inSnakeCase = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Whether a list has an element; TypeScript then knows its first. */
export const isNotEmpty = <T>(list: readonly T[]): list is readonly [T, ...T[]] => list.length > 0

/** Condition: a column is one of these ids, as one parameter. */
export const isAmong = (column: SQL | { getSQL(): SQL }, ids: readonly number[]) =>
  sql<boolean>`${column} = any(${sql.param(ids)}::bigint[])`
