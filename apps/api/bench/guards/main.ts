import { measureGuards } from './measuring.ts'
import { guardLines } from './table.ts'

process.stdout.write(`${guardLines(await measureGuards()).join('\n')}\n`)
