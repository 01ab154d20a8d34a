import type { Plugin } from 'vite'

const plainPage = /\/src\/routes\/\(reading\)\/.*\.svelte$/
const style = /\.(svelte|css)($|\?)/
const componentStyle = /\.svelte\?.*\btype=style\b/

/**
 * Removes pages that never hydrate from the browser bundle, except for their styles. Otherwise
 * SvelteKit would send every page of the forum to readers of one that hydrates.
 */
export function withoutPlainPages(): Plugin {
  return {
    name: 'stoa-plain-pages',
    apply: 'build',
    enforce: 'post',
    applyToEnvironment: ({ name }) => name === 'client',
    transform(code, id) {
      // Vite would drop the styles of components without scripts, which the server renders.
      if (componentStyle.test(id)) return { code, map: null, meta: { vite: {} } }
      if (!plainPage.test(id)) return undefined
      const sources = this.parse(code)
        .body.filter((node) => node.type === 'ImportDeclaration')
        .map(({ source }) => source.value)
      const imports = sources.filter((source) => style.test(source))
      const lines = imports.map((source) => `import ${JSON.stringify(source)}`)
      return { code: [...lines, 'export default () => {}'].join('\n'), map: null }
    }
  }
}
