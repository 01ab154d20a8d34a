import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { declarationsOf, keysOf } from './declarations.mjs'
import { locales, sourceLocale } from './src/languages.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** Compiler options for the build and for the watcher. */
export const compilerOptions = {
  project: `${folder}project.inlang`,
  outdir: `${folder}src/paraglide`,
  strategy: ['baseLocale'],
  outputStructure: 'locale-modules',
  emitReadme: false
}

/** The folders that have messages. */
export const capabilities = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && hasMessages(`${folder}${entry.name}`))
  .map(({ name }) => name)

function hasMessages(path) {
  return readdirSync(path).includes(`${sourceLocale}.json`)
}

/** Writes the compiler's project: the languages of the list, and every folder with messages. */
export function writeProject(path = compilerOptions.project, languages = locales) {
  const settings = {
    baseLocale: sourceLocale,
    locales: languages,
    telemetry: 'off',
    modules: [`${folder}../../node_modules/@inlang/plugin-message-format/dist/index.js`],
    'plugin.inlang.messageFormat': {
      pathPattern: capabilities.map((name) => `./${name}/{locale}.json`)
    }
  }
  mkdirSync(path, { recursive: true })
  writeFileSync(`${path}/settings.json`, JSON.stringify(settings))
  return settings
}

const made = 'new Intl.PluralRules(locale, options)'
const kept = '(rules[locale] ??= new Intl.PluralRules(locale))'

/**
 * Caches the plural rules of each language in the compiled registry. Paraglide makes new ones for
 * every plural, which takes 45 µs, as much as rendering a post, and has no setting for that.
 */
function keepPluralRules(registry) {
  if (!registry.includes(made)) throw new Error('Paraglide speaks plurals in another way now.')
  return `const rules = {}\n${registry.replace(made, kept)}`
}

/**
 * Changes the compiled output, a map from paths to contents, so that a language is loaded when a
 * forum uses it. Paraglide imports all of them: 2.4 MB of memory for each.
 */
export function patched(output) {
  const compiled = output['messages/_index.js']
  return {
    ...output,
    'registry.js': keepPluralRules(output['registry.js']),
    'messages/_index.js': dispatchOf(compiled),
    'messages/_index.d.ts': declarationsOf(compiled),
    'messages/words.js': [loadersOf(), missingOf()].join('\n'),
    'messages/words.d.ts': loaderTypes
  }
}

const dispatchOf = (compiled) =>
  [
    "import { getLocale } from '../runtime.js'",
    "import { wordsIn } from '../../load.ts'",
    ...keysOf(compiled).map(
      (key) =>
        `export const ${key} = (inputs, options) => wordsIn(options?.locale ?? getLocale()).${key}(inputs)`
    )
  ].join('\n')

const loadersOf = () =>
  [
    `export * as source from './${sourceLocale}.js'`,
    'export const loaders = {',
    ...locales
      .filter((locale) => locale !== sourceLocale)
      .map((locale) => `  '${locale}': () => import('./${locale}.js'),`),
    '}'
  ].join('\n')

const keysIn = (locale) =>
  new Set(capabilities.flatMap((name) => Object.keys(read(`${folder}${name}/${locale}.json`))))

const read = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {})

/** How many messages each language lacks. */
function missingOf() {
  const all = [...keysIn(sourceLocale)]
  const counts = locales.map((locale) => {
    const known = keysIn(locale)
    return [locale, all.filter((key) => !known.has(key)).length]
  })
  return `export const missing = ${JSON.stringify(Object.fromEntries(counts))}`
}

const loaderTypes = `export type Words = Record<string, (inputs: object) => string>
export const source: Words
export const missing: Record<string, number>
export const loaders: Record<string, () => Promise<Words>>
`

/** Reads the compiled files that `patched` changes. */
export const readOutput = (paths) =>
  Object.fromEntries(
    paths.map((path) => [path, readFileSync(`${compilerOptions.outdir}/${path}`, 'utf8')])
  )
