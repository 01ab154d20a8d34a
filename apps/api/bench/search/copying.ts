import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Connection } from '@stoa/core/database'

/** The values of a row, by column name. */
type Values = Record<string, string | number | boolean | null | string[]>

const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

const field = (value: Values[string]): string => {
  if (value === null) return '\\N'
  const text = Array.isArray(value)
    ? `{${value.map((one) => `"${one}"`).join(',')}}`
    : String(value)
  return text.replace(/[\\\n\r\t]/g, (character) => escapes[character] ?? '')
}

/** Inserts rows with the same columns by COPY, which is ten times as fast as INSERT. */
export async function copyInto({ sql }: Connection, table: string, rows: Values[]): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
  const lines = rows.map((row) => `${columns.map((name) => field(row[name] ?? null)).join('\t')}\n`)
  const into = await sql.unsafe(`copy ${table} (${columns.join(', ')}) from stdin`).writable()
  await pipeline(Readable.from([lines.join('')]), into)
}
