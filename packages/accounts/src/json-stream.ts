/**
 * Streams the JSON text of a value. An async iterable becomes an array that is written row by row,
 * so that the whole is never in memory.
 */
export async function* jsonOf(value: unknown): AsyncGenerator<string, void, undefined> {
  if (isRows(value)) yield* textOfRows(value)
  else if (isRecord(value)) yield* textOfMembers(value)
  else yield JSON.stringify(value ?? null)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isRows = (value: unknown): value is AsyncIterable<unknown> =>
  isRecord(value) && Symbol.asyncIterator in value

async function* textOfRows(rows: AsyncIterable<unknown>) {
  let before = '['
  for await (const row of rows) {
    yield `${before}\n${JSON.stringify(row)}`
    before = ','
  }
  yield before === '[' ? '[]' : '\n]'
}

async function* textOfMembers(members: Record<string, unknown>) {
  let before = '{'
  for (const [name, value] of Object.entries(members)) {
    yield `${before}\n${JSON.stringify(name)}: `
    yield* jsonOf(value)
    before = ','
  }
  yield before === '{' ? '{}' : '\n}'
}
