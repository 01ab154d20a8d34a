import { parseArgs } from 'node:util'
import { measureRestarts } from './measuring.ts'
import { restartLines } from './table.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { postgres: { type: 'string' } }
})
const times = Number(positionals[0] ?? 10)
const rows = await measureRestarts(times, values.postgres)
process.stdout.write(`${restartLines(rows).join('\n')}\n`)
