import { readFileSync, writeFileSync } from 'node:fs'
import { compile } from '@inlang/paraglide-js'
import { compilerOptions, keepPluralRules } from './compiler.mjs'
import { declarationsOf } from './declarations.mjs'

const { outdir } = compilerOptions
await compile(compilerOptions)
const registry = `${outdir}/registry.js`
writeFileSync(registry, keepPluralRules(readFileSync(registry, 'utf8')))
const messages = `${outdir}/messages/_index`
writeFileSync(`${messages}.d.ts`, declarationsOf(readFileSync(`${messages}.js`, 'utf8')))
// The compiler's database keeps the process alive.
process.exit()
