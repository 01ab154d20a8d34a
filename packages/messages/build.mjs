import { readFileSync, writeFileSync } from 'node:fs'
import { compile } from '@inlang/paraglide-js'
import { compilerOptions, keepPluralRules } from './compiler.mjs'

await compile({ ...compilerOptions, emitTsDeclarations: true })
const registry = `${compilerOptions.outdir}/registry.js`
writeFileSync(registry, keepPluralRules(readFileSync(registry, 'utf8')))
// The compiler's database keeps the process alive.
process.exit()
