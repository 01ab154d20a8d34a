import { setImmediate as nextTurn } from 'node:timers/promises'
import { usernameKey } from '@stoa/core/text'

/** A line of a CSV file with a username: its number from 1, the name and its key. */
export type Line = { line: number; name: string; key: string }

// Computing the keys of more lines would keep other requests waiting.
const sliceSize = 2000

/** Reads usernames, one a line, quoted or not. Blank lines and a heading are left out. */
export async function linesOf(csv: string): Promise<Line[]> {
  const rows = csv.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  const lines: Line[] = []
  for (let from = 0; from < rows.length; from += sliceSize) {
    if (from > 0) await nextTurn()
    for (const [at, row] of rows.slice(from, from + sliceSize).entries()) {
      const name = nameIn(row)
      if (name !== '' && !(from + at === 0 && isHeading(name)))
        lines.push({ line: from + at + 1, name, key: usernameKey(name) })
    }
  }
  return lines
}

const nameIn = (row: string) =>
  row
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim()

const isHeading = (name: string) => name.toLowerCase() === 'username'
