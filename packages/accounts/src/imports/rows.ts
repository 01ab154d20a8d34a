import { usernameShape } from '@stoa/core/contract'
import { csvLines, usernameKey } from '@stoa/core/text'
import { isLocale, type Locale } from '@stoa/messages'
import { emailShape } from '../shapes.ts'
import type { WrongLine } from './contract.ts'

/** A row of the file that is right by itself. `locale` is null if the forum's default is meant. */
export type Row = {
  line: number
  email: string
  username: string
  usernameKey: string
  locale: Locale | null
}

type Read = { count: number; rows: Row[]; wrong: WrongLine[] }

/** The places of the columns, by the heading. Undefined if `email` or `name` is missing. */
function columnsIn(heading: readonly string[]) {
  const names = heading.map((name) => name.toLowerCase())
  const [email, name, language] = ['email', 'name', 'language'].map((one) => names.indexOf(one))
  if (email === undefined || email < 0 || name === undefined || name < 0) return undefined
  return { email, name, language: language ?? -1 }
}
type Columns = NonNullable<ReturnType<typeof columnsIn>>

/**
 * Reads and checks every row by itself and against the rows before it.
 * @throws Problem as `csvLines`
 */
export async function readRows(csv: string): Promise<Read> {
  let columns: Columns | undefined
  const read: Read = { count: 0, rows: [], wrong: [] }
  const seen = { emails: new Map<string, number>(), names: new Map<string, number>() }
  for await (const { line, cells } of csvLines(csv)) {
    if (columns) addRow(read, seen, rowOf(columns, cells, line))
    else if (!(columns = columnsIn(cells))) break
  }
  return columns ? read : { ...read, wrong: [wrongAt(1, 'columns')] }
}

export const wrongAt = (line: number, reason: WrongLine['reason'], first?: number): WrongLine => ({
  line,
  reason,
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

function rowOf(columns: Columns, cells: string[], line: number): Row | WrongLine {
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
