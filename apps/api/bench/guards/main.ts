import { measureCorpus } from './corpus.ts'
import { measureLongFile } from './long-file.ts'
import { measureGuards } from './measuring.ts'
import { classLines, fileLine, guardLines } from './table.ts'

const print = (lines: string[]) => process.stdout.write(`${lines.join('\n')}\n`)

print(classLines(measureCorpus()))
print([fileLine(await measureLongFile())])
print(guardLines(await measureGuards()))
// The scanning thread would otherwise stay for the next file.
process.exit()
