import type { Plugin } from 'vite'

/**
 * What the compiler and the server's runtime of Svelte write for a browser that hydrates. `<!>`, the
 * end of a list of choices, is no HTML.
 */
const comment =
  /<!>|<!--(?:\[(?:!|-?\d+)?|\]|\$\{(?:hash|HYDRATION_START|HYDRATION_START_ELSE|HYDRATION_END)\})?-->/g

/** An empty value in a tag, which means the same as none. */
const emptyValue = /( [a-z-]+)=""(?=[ >/$])/g
const emptyValueOfRuntime = '`=""`'

const component = /\.svelte$/
const withComments =
  /\/svelte\/src\/internal\/server\/(?:hydration|index|renderer|blocks\/html)\.js$/
const withValues = /\/svelte\/src\/internal\/shared\/attributes\.js$/

/**
 * The body of a component in the renderer and context of its own that each gets. The import of its
 * styles may follow.
 */
const ownRenderer =
  /\$\$renderer\.component\(\(\$\$renderer\) => \{([\s\S]*)\n\t\}\);\n\}(\s*;?(?:\s*import [^\n]*)?\s*)$/
const needsOwn = /\b(?:setContext|createContext|onDestroy)\b|\.copy\(\)/

/**
 * Lets a component write into the renderer of its parent, unless it uses what needs its own. A page
 * has hundreds of components, most as small as a name or a time.
 */
const inParents = (code: string) =>
  needsOwn.test(code) ? code : code.replace(ownRenderer, '{$1\n\t}\n}$2\n')

/** Whether a component has a renderer of its own without needing it. */
const keepsOwn = (code: string) => code.includes('$$renderer.component(') && !needsOwn.test(code)

/**
 * Removes from pages what no browser reads: hydration comments, which are a seventh of a thread's
 * HTML, and empty values.
 */
export function shortMarkup(): Plugin {
  return {
    name: 'stoa-markup',
    apply: 'build',
    enforce: 'post',
    applyToEnvironment: ({ name }) => name === 'ssr',
    transform(code, id) {
      const short = shortened(code, id)
      // After an upgrade, Svelte may write all of this differently.
      if (short === code) this.error(`Nothing to shorten in ${id}.`)
      if (short && keepsOwn(short)) this.error(`A renderer of its own in ${id}.`)
      return short === undefined ? undefined : { code: short, map: null }
    }
  }
}

function shortened(code: string, id: string): string | undefined {
  if (component.test(id))
    return `${inParents(code).replaceAll(comment, '').replaceAll(emptyValue, '$1')}\n`
  if (withComments.test(id)) return code.replaceAll(comment, '')
  if (withValues.test(id)) return code.replaceAll(emptyValueOfRuntime, '``')
  return undefined
}
