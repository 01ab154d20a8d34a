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
      return short === undefined ? undefined : { code: short, map: null }
    }
  }
}

function shortened(code: string, id: string): string | undefined {
  if (component.test(id)) return `${code.replaceAll(comment, '').replaceAll(emptyValue, '$1')}\n`
  if (withComments.test(id)) return code.replaceAll(comment, '')
  if (withValues.test(id)) return code.replaceAll(emptyValueOfRuntime, '``')
  return undefined
}
