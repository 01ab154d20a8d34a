import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** How words become functions, for the build and for the watcher. */
export const compilerOptions = {
  project: `${folder}project.inlang`,
  outdir: `${folder}src/paraglide`,
  strategy: ['baseLocale'],
  outputStructure: 'locale-modules',
  emitReadme: false
}

const made = 'new Intl.PluralRules(locale, options)'
const kept = '(rules[locale] ??= new Intl.PluralRules(locale))'

/**
 * The compiled registry with one set of plural rules for each language. Paraglide makes a new one for
 * every plural it speaks, which takes 45 µs, as much as showing a post, and has no setting for that.
 */
export function keepPluralRules(registry) {
  if (!registry.includes(made)) throw new Error('Paraglide speaks plurals in another way now.')
  return `const rules = {}\n${registry.replace(made, kept)}`
}
