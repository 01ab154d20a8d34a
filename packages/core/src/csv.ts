export type CsvCell = string | number | null

/** A line of CSV as RFC 4180 has it; what a spreadsheet would take for a formula is a text. */
export const csvLine = (cells: readonly CsvCell[]): string => `${cells.map(cellOf).join(',')}\r\n`

/** Spreadsheets take UTF-8 for what it is only with this mark in front. */
export const csvMark = '\uFEFF'

function cellOf(value: CsvCell): string {
  const text = String(value ?? '')
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
