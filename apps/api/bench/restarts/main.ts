import { parseArgs } from 'node:util'
import { measureRestarts, type Row } from './measuring.ts'
import { restartLines } from './table.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { postgres: { type: 'string' } }
})
const times = Number(positionals[0] ?? 10)
const rows: Row[] = []
try {
  for await (const row of measureRestarts(times, values.postgres)) rows.push(row)
} finally {
  // Prints the finished measurements even after a failure.
  process.stdout.write(`${restartLines(rows).join('\n')}\n`)
}
