import { is, sql, Column, SQL } from 'drizzle-orm'
import type { SelectResultFields } from 'drizzle-orm/query-builders/select.types'

type Columns = { [Name in string]: Column | SQL | Columns }

const isTime = (column: Column) => column.getSQLType().startsWith('timestamptz')

/**
 * A column that is a JSON object of these columns, for lists inside a row: parsing JSON is several
 * times faster than mapping as many rows. Times are ISO 8601 UTC, as `time()` columns give them.
 */
export function jsonOf<T extends Columns>(columns: T): SQL<SelectResultFields<T>> {
  const pairs = Object.entries(columns).map(
    ([name, column]) => sql`${sql.raw(`'${name}'`)}, ${jsonValue(column)}`
  )
  return sql`json_build_object(${sql.join(pairs, sql`, `)})`
}

function jsonValue(column: Column | SQL | Columns): SQL | Column {
  if (is(column, SQL)) return column
  if (!is(column, Column)) return jsonOf(column)
  return isTime(column)
    ? sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    : column
}
