// Paraglide makes a new Intl.PluralRules for every plural it speaks: 45 µs, as much as showing a post.
// It has no setting for that, so its compiled registry is made to keep one per language.
import { readFileSync, writeFileSync } from 'node:fs'

const registry = new URL('src/paraglide/registry.js', import.meta.url)
const made = 'new Intl.PluralRules(locale, options)'
const kept = '(rules[locale] ??= new Intl.PluralRules(locale))'

const text = readFileSync(registry, 'utf8')
if (!text.includes(made)) throw new Error('Paraglide speaks plurals in another way now.')
writeFileSync(registry, `const rules = {}\n${text.replace(made, kept)}`)
