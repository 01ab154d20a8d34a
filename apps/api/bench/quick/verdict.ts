/** A line that begins with ✓ if the number is within the committed one, ✗ if not, – if unknown. */
type Verdict = { sign: '✓' | '✗' | '–'; text: string }

const file = 'apps/api/bench/budgets.ts'

/** Compares a measured number with the committed one. Both have one decimal. */
export function verdictOf(name: string, measured?: number, committed?: number): Verdict {
  if (measured === undefined) return notMeasured(name)
  const value = Number(measured.toFixed(1))
  if (committed === undefined) return { sign: '✗', text: `${name} is ${value}: add it to ${file}.` }
  if (value > committed) return { sign: '✗', text: risen(name, committed, value) }
  const better = value < committed ? `, no longer ${committed}: lower it in ${file}` : ''
  return { sign: '✓', text: `${name}: ${value}${better}` }
}

const risen = (name: string, committed: number, value: number) =>
  `${name} rose from ${committed} to ${value}. Bring it down, or raise it in ${file} and say why beside it.`

// CI has a browser, so there it must not pass unseen.
const notMeasured = (name: string): Verdict => ({
  sign: process.env['CI'] ? '✗' : '–',
  text: `${name} was not measured: install Chromium, or set CHROMIUM_PATH.`
})
