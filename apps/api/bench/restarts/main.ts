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
  // Where one fails after an hour, the others were measured all the same.
  process.stdout.write(`${restartLines(rows).join('\n')}\n`)
}
