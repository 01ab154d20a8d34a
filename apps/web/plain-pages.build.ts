import type { Plugin } from 'vite'

const plainPage = /\/src\/routes\/\(reading\)\/.*\.svelte$/
const style = /\.(svelte|css)($|\?)/
const componentStyle = /\.svelte\?.*\btype=style\b/

/**
 * Keeps pages that never hydrate out of the bundle for browsers, all but their styles. SvelteKit
 * would send every page of the forum to whoever opens one of those that do hydrate.
 */
export function withoutPlainPages(): Plugin {
  return {
    name: 'stoa-plain-pages',
    apply: 'build',
    enforce: 'post',
    applyToEnvironment: ({ name }) => name === 'client',
    transform(code, id) {
      // Vite drops the style of a component that no script draws, but the server draws it.
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
