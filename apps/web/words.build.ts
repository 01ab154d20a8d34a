import { fileURLToPath } from 'node:url'
import { build } from 'rolldown'
import type { Plugin } from 'vite'

const folder = fileURLToPath(new URL('../../packages/messages/src/paraglide/', import.meta.url))
const locales = ['en', 'zh-CN', 'zh-TW']
const mention = /\bm\.([a-z][a-z0-9_]*)/g

/**
 * Moves the messages out of the browser bundle into one file per language, which the root layout
 * links before the bundle.
 * @param version part of the file names, as browsers cache the files for ever
 */
export function wordsByLanguage(version: string): Plugin {
  const mentioned = new Map<string, string[]>()
  return {
    name: 'stoa-words',
    apply: 'build',
    enforce: 'post',
    applyToEnvironment: ({ name }) => name === 'client',
    load: (id) => (id === `${folder}messages.js` ? 'export const m = globalThis.stoaWords' : null),
    transform(code, id) {
      const keys = Array.from(code.matchAll(mention), ([, key]) => key ?? '')
      if (keys.length > 0) mentioned.set(id, keys)
    },
    async generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((file) =>
        file.type === 'chunk' ? file.moduleIds : []
      )
      const keys = new Set(modules.flatMap((id) => mentioned.get(id) ?? []))
      for (const locale of locales)
        this.emitFile({
          type: 'asset',
          fileName: `_app/immutable/words.${version}.${locale}.js`,
          source: await wordsOf(locale, keys)
        })
    }
  }
}

const entry = 'stoa:words'

/** Script with the messages of one language. */
async function wordsOf(locale: string, keys: ReadonlySet<string>): Promise<string> {
  const all = (await import(`${folder}messages/${locale}.js`)) as Record<string, unknown>
  const known = [...keys].filter((key) => key in all).toSorted()
  const names = known.join(', ')
  const script = `import { ${names} } from ${JSON.stringify(`${folder}messages/${locale}.js`)}
    globalThis.stoaWords = { ${names} }`
  const { output } = await build({
    input: entry,
    write: false,
    output: { format: 'iife', minify: true },
    plugins: [entryWith(script)]
  })
  return output[0].code
}

const entryWith = (script: string) => ({
  name: 'stoa-words-entry',
  resolveId: (id: string) => (id === entry ? id : null),
  load: (id: string) => (id === entry ? script : null)
})
