import type { Plugin } from 'vite'

type Change = { why: string; file: string; from: string; to: string }

const assigned = 'Functions of a request are not assigned directly to a property.'

// V8 takes a function that is assigned to a property for a method and allocates it as old. It does so
// as well with what it notes about the form of an object whose accessors were defined one by one. All
// that these can reach, such as what a page was rendered from, then waits for a full garbage
// collection. That took a third of the time of a page.
const changes: Change[] = [
  {
    why: 'No page hydrates, so nobody asks which part of its address it depends on.',
    file: '/@sveltejs/kit/src/runtime/server/page/load_data.js',
    from: 'const url = make_trackable(',
    to: 'const url = ((url) => url)('
  },
  {
    why: 'Matchers are imported once and not for each request.',
    file: '/@sveltejs/kit/src/runtime/server/respond.js',
    from: 'const matchers = await manifest.matchers();',
    to: 'const matchers = await (known_matchers ??= manifest.matchers());'
  },
  {
    why: 'The variable that keeps them.',
    file: '/@sveltejs/kit/src/runtime/server/respond.js',
    from: 'const default_transform = ',
    to: 'let known_matchers;\nconst default_transform = '
  },
  {
    why: assigned,
    file: '/@sveltejs/kit/src/runtime/server/respond.js',
    from: 'event.cookies.set = () => {\n\t\t\t\te.cookies_set_after_response();\n\t\t\t};',
    to: 'event.cookies.set = e.cookies_set_after_response;'
  },
  {
    why: assigned,
    file: '/@sveltejs/kit/src/runtime/server/respond.js',
    from: 'event.setHeaders = () => {\n\t\t\t\te.set_headers_after_response();\n\t\t\t};',
    to: 'event.setHeaders = e.set_headers_after_response;'
  },
  {
    why: assigned,
    file: '/svelte/src/internal/server/renderer.js',
    from: 'this.uid = () => `${id_prefix}s${uid++}`;',
    to: 'const next_uid = () => `${id_prefix}s${uid++}`;\n\t\tthis.uid = next_uid;'
  }
]

/** Removes what costs the server most of what SvelteKit does for each page, and serves no page. */
export function perPage(): Plugin {
  const missing = new Set(changes)
  return {
    name: 'stoa-per-page',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'ssr',
    transform(code, id) {
      const fitting = changes.filter(
        ({ file, from }) => id.endsWith(file) && code.split(from).length === 2
      )
      if (fitting.length === 0) return undefined
      for (const change of fitting) missing.delete(change)
      return {
        code: fitting.reduce((all, { from, to }) => all.replace(from, () => to), code),
        map: null
      }
    },
    // After an upgrade, SvelteKit may do all of this differently.
    buildEnd(error) {
      const [first] = missing
      if (!error && first) this.error(`Nothing to change in ${first.file}: ${first.why}`)
    }
  }
}
