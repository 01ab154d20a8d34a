import { lt, sql, type Column, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { givenTime } from './contract.ts'
import { Problem } from './problems.ts'

export type SortKey = readonly (string | number | boolean | null)[]

/** The sort key of a list by time, then id. */
export const timeKey = z.tuple([givenTime, z.number().int()])

export const idKey = z.tuple([z.number().int()])

/** Encodes the sort key of the last row shown, the id last. Clients must not interpret it. */
export const encodeCursor = (key: SortKey) => Buffer.from(JSON.stringify(key)).toString('base64url')

/**
 * Decodes a cursor into the sort key that `shape` (a tuple) describes.
 * @throws Problem 422 `invalid_cursor` for a cursor that this forum did not issue
 */
export function decodeCursor<T extends z.ZodType>(cursor: string, shape: T): z.output<T> {
  const key = shape.safeParse(parse(cursor))
  if (!key.success) throw new Problem(422, 'invalid_cursor')
  return key.data
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return undefined
  }
}

/** Condition: rows behind that of the cursor, in the order of a time, then an id. */
export function afterCursor(
  cursor: string | undefined,
  time: Column,
  id: Column,
  order: 'rising' | 'falling' = 'rising'
): SQL | undefined {
  if (cursor === undefined) return undefined
  const [at, last] = decodeCursor(cursor, timeKey)
  const behind = order === 'rising' ? sql`>` : sql`<`
  return sql`(${time}, ${id}) ${behind} (${at}::timestamptz, ${last}::bigint)`
}

/** Condition: rows behind that of the cursor, the highest id first. */
export const belowCursor = (cursor: string | undefined, id: Column): SQL | undefined =>
  cursor === undefined ? undefined : lt(id, decodeCursor(cursor, idKey)[0])

/**
 * Cuts a list that was read one row longer than `size`.
 * @param keyOf the sort key of a row, as for `encodeCursor`
 */
export function paged<T>(rows: T[], size: number, keyOf: (row: T) => SortKey) {
  const items = rows.slice(0, size)
  const last = items.at(-1)
  return { items, next: rows.length > size && last ? encodeCursor(keyOf(last)) : null }
}
