/** Rows of a long list that are in memory at the same time. */
export const rowBatchSize = 100

/** PostgreSQL allows 65,535 parameters in a statement and 8,000 bytes in a notice. */
const valueBatchSize = 500

/** Splits a list into parts that fit into a statement or a notice. */
export function* inParts<T>(values: readonly T[]): Generator<T[], void, undefined> {
  for (let start = 0; start < values.length; start += valueBatchSize)
    yield values.slice(start, start + valueBatchSize)
}

/**
 * Iterates over all rows of a query, a page at a time.
 * @param page returns at most `rowBatchSize` rows after `last` in the order of a unique key, or the
 * first ones if `last` is undefined
 */
export async function* everyRow<T>(
  page: (last: T | undefined) => Promise<T[]>
): AsyncGenerator<T, void, undefined> {
  let rows = await page(undefined)
  while (rows.length > 0) {
    yield* rows
    rows = rows.length < rowBatchSize ? [] : await page(rows.at(-1))
  }
}
