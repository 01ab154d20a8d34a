import { registerHooks } from 'node:module'
import * as source from '../../../packages/messages/src/paraglide/messages/en.js'

// A language that nobody reads: English with accents, in brackets, and longer. What a page shows
// without an accent does not come from the messages.

type Message = (inputs?: Record<string, unknown>) => string

const accents: Record<string, string> = {
  ...{ a: 'áá', e: 'éé', i: 'íí', o: 'óó', u: 'úú', y: 'ý', n: 'ñ', s: 'š', r: 'ř', t: 'ť' },
  ...{ A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú', Y: 'Ý', N: 'Ñ', S: 'Š', R: 'Ř', T: 'Ť' }
}
const begin = '\u0001'
const end = '\u0002'
// Values of parameters, targets of links, and placeholders stay.
const kept = new RegExp(`(${begin}[^${end}]*${end}|\\]\\([^)]*\\)|\\{\\w+\\})`)

const accented = (text: string) => text.replace(/[a-zA-Z]/g, (letter) => accents[letter] ?? letter)

const marked = (value: unknown) => (typeof value === 'string' ? `${begin}${value}${end}` : value)

/** A message of the pseudo-locale, made of the same message in English. */
export const pseudo =
  (message: Message): Message =>
  (inputs = {}) => {
    const given = Object.entries(inputs).map(([name, value]) => [name, marked(value)] as const)
    const parts = message(Object.fromEntries(given)).split(kept)
    const words = parts.map((part, index) => (index % 2 === 0 ? accented(part) : part)).join('')
    return `⟦${words.replaceAll(begin, '').replaceAll(end, '')}⟧`
  }

const sourceUrl = new URL(
  '../../../packages/messages/src/paraglide/messages/en.js',
  import.meta.url
).href

/** Replaces the messages of a language in this process, before they are loaded. */
export function replaceMessages(locale: string): void {
  const replaced = new RegExp(`/(?:paraglide/messages/${locale}|build/${locale}-[\\w-]+)\\.js$`)
  const lines = Object.keys(source).map((key) => `export const ${key} = pseudo(source.${key})`)
  const code = [
    `import * as source from '${sourceUrl}'`,
    `import { pseudo } from '${import.meta.url}'`,
    ...lines
  ].join('\n')
  registerHooks({
    load: (url, context, next) =>
      replaced.test(url)
        ? { format: 'module', shortCircuit: true, source: code }
        : next(url, context)
  })
}
