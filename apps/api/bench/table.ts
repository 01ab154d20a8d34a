import { budgets, type Budget } from './budgets.ts'
import { isMoreBetter, scaledValue, slownessIn, spreadOf, type Round } from './measurements.ts'

const columns = 'req/s|p50 ms|p99 ms|SQL|SQL of jobs|built|CPU ms|failed'.split('|')

/** Prints what each load took on this machine, the median of all results. */
export function printLoads(results: Round[]): void {
  const [first = {}] = results
  const loads = Object.keys(first).filter((row) => first[row]?.['req/s'] !== undefined)
  const lines = loads.map((row) => [row, ...columns.map((unit) => medianOf(results, row, unit))])
  print([['as measured here', ...columns], ...lines])
}

function medianOf(results: Round[], row: string, unit: string): string {
  const values = results.map((round) => round[row]?.[unit]).filter((value) => value !== undefined)
  if (values.length === 0) return '–'
  return String(rounded(unit, unit === 'failed' ? Math.max(...values) : spreadOf(values).median))
}

/** Prints the budgets, and what a machine like theirs would have measured. */
export function printBudgets(results: Round[]): void {
  const lines = budgets.map((budget) => {
    const failed = Math.max(...results.map((round) => round[budget.row]?.['failed'] ?? 0))
    const [verdict = '', ...numbers] = judged(budget, valuesOf(results, budget))
    const invalid = failed > 0 && `invalid, ${failed} failed`
    return [`${budget.row}, ${budget.unit}`, ...numbers, invalid || verdict]
  })
  print([['budgets', 'median', 'from–to', 'must', 'aim', ''], ...lines])
  const slowness = spreadOf(results.map(slownessIn)).median
  process.stdout.write(
    `Times and rates are those of a machine ${rounded('', slowness)} times as fast, see bench/README.md.\n`
  )
}

const valuesOf = (results: Round[], { row, unit }: Budget) =>
  results.map((round) => scaledValue(round, row, unit)).filter((value) => value !== undefined)

/** The verdict, then the cells of the measured values and of the bounds. */
function judged({ unit, must, aim }: Budget, values: number[]): string[] {
  const bound = (value: number | undefined) =>
    value === undefined ? '' : `${isMoreBetter(unit) ? '≥' : '≤'} ${value}`
  if (values.length === 0) return ['not measured', '', '', bound(must), bound(aim)]
  const { median, min, max } = spreadOf(values.map((value) => rounded(unit, value)))
  const reaches = (value: number) => (isMoreBetter(unit) ? median >= value : median <= value)
  const verdicts = [
    must !== undefined && (reaches(must) ? 'pass' : 'miss'),
    aim !== undefined && reaches(aim) && 'aim reached'
  ]
  return [
    verdicts.filter(Boolean).join(', '),
    ...[String(median), `${min}–${max}`, bound(must), bound(aim)]
  ]
}

/** As exact as measurements are: budgets are judged by what is printed. */
function rounded(unit: string, value: number): number {
  if (value >= 100) return Math.round(value)
  return Number(value.toFixed(value >= 10 || /^(SQL|built)/.test(unit) ? 1 : 2))
}

function print(lines: string[][]): void {
  const widths = (lines[0] ?? []).map((_, at) =>
    Math.max(...lines.map((line) => line[at]?.length ?? 0))
  )
  const cell = (text: string, at: number) =>
    at === 0 ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0)
  const text = lines.map((line) => line.map(cell).join('  ').trimEnd()).join('\n')
  process.stdout.write(`${text}\n\n`)
}
