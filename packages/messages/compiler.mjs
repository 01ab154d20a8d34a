import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** Compiler options for the build and for the watcher. */
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
 * Caches the plural rules of each language in the compiled registry. Paraglide makes new ones for
 * every plural, which takes 45 µs, as much as rendering a post, and has no setting for that.
 */
export function keepPluralRules(registry) {
  if (!registry.includes(made)) throw new Error('Paraglide speaks plurals in another way now.')
  return `const rules = {}\n${registry.replace(made, kept)}`
}
