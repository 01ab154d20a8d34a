import type { Plugin } from 'vite'

/** What the compiler and the server's runtime of Svelte write for a browser that hydrates. */
const comment =
  /<!--(?:\[(?:!|-?\d+)?|\]|\$\{(?:hash|HYDRATION_START|HYDRATION_START_ELSE|HYDRATION_END)\})?-->/g

const component = /\.svelte$/
const runtime = /\/svelte\/src\/internal\/server\/(?:hydration|index|blocks\/html)\.js$/

/** Removes hydration comments from pages: a seventh of a thread's HTML, which no browser reads. */
export function withoutHydrationComments(): Plugin {
  return {
    name: 'stoa-comments',
    apply: 'build',
    enforce: 'post',
    applyToEnvironment: ({ name }) => name === 'ssr',
    transform(code, id) {
      if (!component.test(id) && !runtime.test(id)) return undefined
      const bare = code.replaceAll(comment, '')
      // After an upgrade, the runtime may write them elsewhere.
      if (bare === code && runtime.test(id)) this.error(`No hydration comments in ${id}.`)
      return { code: bare, map: null }
    }
  }
}
