import { measureCorpus } from './corpus.ts'
import { measureLongFile } from './long-file.ts'
import { measureGuards } from './measuring.ts'
import { classLines, fileLine, guardLines } from './table.ts'

const print = (lines: string[]) => process.stdout.write(`${lines.join('\n')}\n`)

print(classLines(measureCorpus()))
print([fileLine(await measureLongFile())])
print(guardLines(await measureGuards()))
// The thread that scans files would be kept for the next one.
process.exit()
