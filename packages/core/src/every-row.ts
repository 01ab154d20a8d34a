/** How many rows of a long list are in memory at once. */
export const rowBatchSize = 100

/** PostgreSQL takes 65,535 parameters in a statement and 8,000 bytes in a notice. */
const valueBatchSize = 500

/** A list of any length in parts that a statement or a notice can take. */
export function* inParts<T>(values: readonly T[]): Generator<T[], void, undefined> {
  for (let start = 0; start < values.length; start += valueBatchSize)
    yield values.slice(start, start + valueBatchSize)
}

/**
 * All rows of a query, read a page at a time.
 * @param page at most `rowBatchSize` rows behind `last` in the order of a unique key; from the start
 * where `last` is undefined
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
