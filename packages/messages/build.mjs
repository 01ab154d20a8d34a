import { writeFileSync } from 'node:fs'
import { compile } from '@inlang/paraglide-js'
import { compilerOptions, patched, readOutput, writeProject } from './compiler.mjs'

writeProject()
await compile(compilerOptions)
const output = patched(readOutput(['registry.js', 'messages/_index.js']))
for (const [path, content] of Object.entries(output))
  writeFileSync(`${compilerOptions.outdir}/${path}`, content)
// The compiler's database keeps the process alive.
process.exit()
