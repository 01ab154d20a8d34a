import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin, Rolldown } from 'vite'
import { subset } from './subset.build.ts'

/** Pages that guests come to first, from a search engine or the home page, by their stylesheet. */
const pages = {
  guest: ['', 'c/[category=category]/', 't/[id=id]/[[slug=slug]]/', 'tags/[tag=tag]/'],
  articles: [
    ...['articles/[slug=slug]/', 'articles/series/[slug=slug]/', 'blog/'],
    ...['help/', 'help/[section=slug]/']
  ]
}
type Sheet = keyof typeof pages

/** Components of these pages that guests do not see when they come, with what only they contain. */
const unseen =
  'AccountMenu EnterKey ErrorSummary FormField ModeratorKeys MoveBar MoveBox ReplyDock ReplyForm ' +
  'Sanctions SelectionBar StateNote SuggestedTicket Watch'
const membersOnly = new RegExp(`/(?:${unseen.replaceAll(' ', '|')})\\.svelte$`)

// As Vite writes them, on Windows too.
const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url)).replaceAll('\\', '/')
const routes = pathOf('src/routes/')
/** The only element that scripts make on them, with a class of its own. */
const listbox = pathOf('src/enhance/forms/listbox.ts')
const rootsOf = (sheet: Sheet) => [
  ...['+layout.svelte', '+error.svelte'],
  ...pages[sheet].map((page) => `${page}+page.svelte`)
]
const placeholder = '"%stoa.stylesheets%"'

/**
 * Writes smaller stylesheets, with what the pages need that guests come to first: the styles of all
 * pages are twice as much. That of articles has the styles of their text, too.
 * `finished-page.server.ts` links them.
 */
export function guestStyles(): Plugin {
  return {
    name: 'stoa-guest-styles',
    apply: 'build',
    enforce: 'post',
    applyToEnvironment: ({ name }) => name === 'ssr',
    generateBundle(_options, bundle) {
      const styles = Object.values(bundle).filter((one) => one.type === 'asset')
      const all = styles.find(({ fileName }) => /\/styles\.[^/]+\.css$/.test(fileName))
      const prose = styles.find(({ fileName }) => /\/article-prose\.[^/]+\.css$/.test(fileName))
      if (!all || !prose) return this.error('The styles are missing.')
      const ids = [...this.getModuleIds()]
      const gone = unseen
        .split(' ')
        .filter((name) => !ids.some((id) => id.endsWith(`/${name}.svelte`)))
      if (gone.length) return this.error(`These components are gone: ${gone.join(', ')}.`)
      const text = readFileSync(listbox, 'utf8')
      const of = (sheet: Sheet) =>
        subset(String(all.source), `${textOf(this, rootsOf(sheet))}${text}`)
      const sheets = { guest: of('guest'), articles: `${of('articles')}${String(prose.source)}` }
      const guests: Record<string, string> = {}
      for (const [sheet, css] of Object.entries(sheets) as [Sheet, string][]) {
        const hash = createHash('sha256').update(css).digest('base64url').slice(0, 8)
        const fileName = all.fileName.replace(/[^/]+$/, `${sheet}.${hash}.css`)
        this.emitFile({ type: 'asset', fileName, source: css })
        for (const page of pages[sheet]) guests[routeOf(page)] = `/${fileName}`
      }
      const written = { all: `/${all.fileName}`, prose: `/${prose.fileName}`, guests }
      for (const chunk of Object.values(bundle))
        if (chunk.type === 'chunk')
          chunk.code = chunk.code.replace(placeholder, () => JSON.stringify(written))
    }
  }
}

/** The id of the route in a folder. */
const routeOf = (page: string) => `/${page.replace(/\/$/, '')}`

/** Compiled code of the components that guests see on these pages; it names all their classes. */
function textOf(context: Rolldown.PluginContext, roots: readonly string[]): string {
  const seen = new Set<string>()
  const visit = (id: string): string => {
    if (seen.has(id) || membersOnly.test(id)) return ''
    seen.add(id)
    const { code, importedIds = [] } = context.getModuleInfo(id) ?? {}
    return `${code ?? ''}\n${importedIds.map(visit).join('')}`
  }
  return roots.map((root) => visit(routes + root)).join('')
}
