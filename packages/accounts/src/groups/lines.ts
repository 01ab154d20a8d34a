import { csvLines, usernameKey } from '@stoa/core/text'

/** A line of a CSV file with a username: its number from 1, the name and its key. */
export type Line = { line: number; name: string; key: string }

/**
 * Reads usernames, one a line, in the first column. A heading is left out.
 * @throws Problem as `csvLines`
 */
export async function linesOf(csv: string): Promise<Line[]> {
  const lines: Line[] = []
  for await (const { line, cells } of csvLines(csv)) {
    const [name = ''] = cells
    if (name !== '' && !(line === 1 && isHeading(name)))
      lines.push({ line, name, key: usernameKey(name) })
  }
  return lines
}

const isHeading = (name: string) => name.toLowerCase() === 'username'
