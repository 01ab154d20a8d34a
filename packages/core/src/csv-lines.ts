import { setImmediate as nextTurn } from 'node:timers/promises'
import { invalid } from './problems.ts'

/** A line of a CSV file: its number from 1, and its cells, trimmed. */
export type CsvLine = { line: number; cells: string[] }

const maxLines = 150_000
/** In characters. The longest address, name and language take a quarter of it. */
const maxLength = 2000
// Reading more lines at a time would keep other requests waiting.
const sliceSize = 500

/**
 * Reads a CSV file by RFC 4180, without line breaks inside of quotes. Blank lines are left out.
 * @param text of the field `csv`
 * @throws Problem 422 on `csv` for more than 150,000 lines, and for a line of over 2,000 characters,
 * before a line is taken apart
 */
export async function* csvLines(text: string): AsyncGenerator<CsvLine> {
  checkLines(text)
  for (const [from, line, end] of spansOf(text)) {
    if (line % sliceSize === 0) await nextTurn()
    const cells = cellsOf(text.slice(from, end))
    if (cells.length > 1 || cells[0] !== '') yield { line, cells }
  }
}

function checkLines(text: string) {
  for (const [from, line, end] of spansOf(text)) {
    if (line > maxLines) throw invalid('csv', 'field_csv_too_many_lines', { maximum: maxLines })
    if (end - from > maxLength) throw invalid('csv', 'field_csv_line_too_long', { line })
  }
}

/** Where lines begin and end, with their numbers. A byte order mark belongs to no line. */
function* spansOf(text: string): Generator<[from: number, line: number, end: number]> {
  const ends = /\r\n|\r|\n/g
  let from = text.startsWith('\uFEFF') ? 1 : 0
  let line = 1
  for (let end = ends.exec(text); end; end = ends.exec(text)) {
    yield [from, line, end.index]
    from = ends.lastIndex
    line += 1
  }
  if (from < text.length) yield [from, line, text.length]
}

function cellsOf(line: string): string[] {
  const cells = line.matchAll(/(?:^|,)(?:\s*"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*))/g)
  return Array.from(cells, ([, quoted, plain]) =>
    (quoted?.replaceAll('""', '"') ?? plain ?? '').trim()
  )
}
