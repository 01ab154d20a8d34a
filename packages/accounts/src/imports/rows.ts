import { setImmediate as nextTurn } from 'node:timers/promises'
import { usernameShape } from '@stoa/core/contract'
import { usernameKey } from '@stoa/core/text'
import { isLocale, type Locale } from '@stoa/messages'
import { emailShape } from '../email-shape.ts'
import type { WrongLine } from './contract.ts'

/** A row of the file that is right by itself. `locale` is null if the forum's default is meant. */
export type Row = {
  line: number
  email: string
  username: string
  usernameKey: string
  locale: Locale | null
}

export type Read = { count: number; rows: Row[]; wrong: WrongLine[] }

// Parsing more lines at a time would keep other requests waiting.
const sliceSize = 500

/** The places of the columns, by the heading. Undefined if `email` or `name` is missing. */
function columnsIn(heading: string) {
  const names = cellsOf(heading).map((name) => name.toLowerCase())
  const [email, name, language] = ['email', 'name', 'language'].map((one) => names.indexOf(one))
  if (email === undefined || email < 0 || name === undefined || name < 0) return undefined
  return { email, name, language: language ?? -1 }
}
type Columns = NonNullable<ReturnType<typeof columnsIn>>

/** Reads and checks every row by itself and against the rows before it. Blank lines are left out. */
export async function readRows(csv: string): Promise<Read> {
  const [heading = '', ...lines] = csv.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  const columns = columnsIn(heading)
  const read: Read = { count: 0, rows: [], wrong: [] }
  if (!columns) return { ...read, wrong: [wrongAt(1, 'columns')] }
  const seen = { emails: new Map<string, number>(), names: new Map<string, number>() }
  for (let from = 0; from < lines.length; from += sliceSize) {
    if (from > 0) await nextTurn()
    for (const [at, text] of lines.slice(from, from + sliceSize).entries())
      if (text.trim() !== '') addRow(read, seen, rowOf(columns, text, from + at + 2))
  }
  return read
}

export const wrongAt = (line: number, reason: WrongLine['reason'], first?: number): WrongLine => ({
  ...{ line, reason },
  first: first ?? null
})

type Seen = Record<'emails' | 'names', Map<string, number>>

function addRow(read: Read, seen: Seen, row: Row | WrongLine) {
  read.count += 1
  if ('reason' in row) return void read.wrong.push(row)
  const { line, email } = row
  const sameEmail = firstOf(seen.emails, email.toLowerCase(), line)
  const sameName = firstOf(seen.names, row.usernameKey, line)
  if (sameEmail !== undefined) read.wrong.push(wrongAt(line, 'repeated_email', sameEmail))
  else if (sameName !== undefined) read.wrong.push(wrongAt(line, 'repeated_name', sameName))
  else read.rows.push(row)
}

/** The line that had this value first; undefined if this one is the first. */
function firstOf(lines: Map<string, number>, value: string, line: number): number | undefined {
  const first = lines.get(value)
  if (first === undefined) lines.set(value, line)
  return first
}

function rowOf(columns: Columns, text: string, line: number): Row | WrongLine {
  const cells = cellsOf(text)
  const email = emailShape.safeParse(cells[columns.email] ?? '')
  if (!email.success) return wrongAt(line, 'email')
  const name = usernameShape.safeParse(cells[columns.name] ?? '')
  if (!name.success) return wrongAt(line, 'name')
  const language = cells[columns.language] ?? ''
  if (language !== '' && !isLocale(language)) return wrongAt(line, 'language')
  const locale = isLocale(language) ? language : null
  const username = name.data
  return { line, email: email.data, username, usernameKey: usernameKey(username), locale }
}

/** The cells of a line by RFC 4180, without line breaks inside of quotes, trimmed. */
export function cellsOf(line: string): string[] {
  const cells = line.matchAll(/(?:^|,)(?:\s*"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*))/g)
  return Array.from(cells, ([, quoted, plain]) =>
    (quoted?.replaceAll('""', '"') ?? plain ?? '').trim()
  )
}
