/** How many rows of a long list are in memory at once. */
export const rowsAtOnce = 100

/**
 * All rows of a query, read a page at a time.
 * @param page at most `rowsAtOnce` rows behind `last` in the order of a unique key; from the start
 * where `last` is undefined
 */
export async function* everyRow<T>(
  page: (last: T | undefined) => Promise<T[]>
): AsyncGenerator<T, void, undefined> {
  let rows = await page(undefined)
  while (rows.length > 0) {
    yield* rows
    rows = rows.length < rowsAtOnce ? [] : await page(rows.at(-1))
  }
}
