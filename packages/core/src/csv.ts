export type CsvCell = string | number | null

/** Formats a CSV line by RFC 4180. Cells that a spreadsheet would run as formulas become text. */
export const csvLine = (cells: readonly CsvCell[]): string => `${cells.map(cellOf).join(',')}\r\n`

/** The byte order mark, without which spreadsheets do not recognise UTF-8. */
export const csvMark = '\uFEFF'

function cellOf(value: CsvCell): string {
  const text = String(value ?? '')
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
