import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import postcss, { type Declaration, type Root, type Rule } from 'postcss'
import type { Plugin, Rolldown } from 'vite'

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
const membersOnly = new RegExp(
  `/(?:${[
    ...[
      'AccountMenu',
      'EnterKey',
      'ErrorSummary',
      'FormField',
      'ModeratorKeys',
      'MoveBar',
      'MoveBox',
      'ReplyDock'
    ],
    ...['ReplyForm', 'Sanctions', 'SelectionBar', 'StateNote', 'SuggestedTicket', 'Watching']
  ].join('|')})\\.svelte$`
)

/** Classes that others give what only members see: where they stopped, and what they select. */
const membersClass = /\.(?:box|count|movable|unread)(?![\w-])|\[aria-pressed/

// As Vite writes them, on Windows too.
const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url)).replaceAll('\\', '/')
const routes = pathOf('src/routes/')
/** The only element that scripts make on them, with a class of its own. */
const listbox = pathOf('src/enhance/listbox.ts')
const rootsOf = (sheet: Sheet) => [
  ...['+layout.svelte', '+error.svelte'],
  ...pages[sheet].map((page) => `${page}+page.svelte`)
]
const placeholderOf = (sheet: Sheet) => `%stoa.styles.of.${sheet}%`

/**
 * Writes smaller stylesheets, with what the pages need that guests come to first: the styles of all
 * pages are twice as much. That of articles has the styles of their text, too.
 * `guest-styles.server.ts` links them.
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
      const text = readFileSync(listbox, 'utf8')
      const of = (sheet: Sheet) =>
        subset(String(all.source), `${textOf(this, rootsOf(sheet))}${text}`)
      const sheets = { guest: of('guest'), articles: `${of('articles')}${String(prose.source)}` }
      for (const [sheet, css] of Object.entries(sheets) as [Sheet, string][]) {
        const hash = createHash('sha256').update(css).digest('base64url').slice(0, 8)
        const name = `${sheet}.${hash}.css`
        this.emitFile({
          type: 'asset',
          fileName: all.fileName.replace(/[^/]+$/, name),
          source: css
        })
        for (const chunk of Object.values(bundle))
          if (chunk.type === 'chunk') chunk.code = chunk.code.replace(placeholderOf(sheet), name)
      }
    }
  }
}

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

/** Leaves out rules for classes that the text does not name, and what is then unused. */
export function subset(css: string, text: string): string {
  const root = postcss.parse(css)
  const isNamed = classesNamed(text)
  root.walkRules((rule) => keepSelectors(rule, text, isNamed))
  root.walkComments((comment) => void comment.remove())
  root.walkDecls(withoutDefaults)
  // For browsers that are older than those of `cssTarget`.
  root.walkAtRules('layer', (layer) => void (layer.params === 'properties' && layer.remove()))
  let before = ''
  while (before !== (before = root.toString())) removeUnused(root, before)
  return before
}

/** Whether a text names a class, whole or, as in `chip-${tone}`, by its beginning. */
function classesNamed(text: string): (name: string) => boolean {
  const known = new Map<string, boolean>()
  const isNamed = (name: string) =>
    new RegExp(`(?<![\\w-])${escapedForPattern(name)}(?![\\w-])`).test(text) ||
    text.includes(`${name.slice(0, name.lastIndexOf('-') + 1)}\${`)
  return (name) => {
    const named = known.get(name) ?? isNamed(name)
    known.set(name, named)
    return named
  }
}

const escapedForPattern = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

const escaped = /\\(.)/g
const negated = /:not\([^()]*(?:\([^()]*\))?[^()]*\)/g
/** Fields for dates, numbers and files, which these pages do not have. */
const otherFields = /::(?:file-selector|-webkit-(?:date|calendar|inner|outer))/
const className = /\.((?:\\.|[\w-])+)/g

const id = /#([\w-]+)/g
const customElement = /(?<![\w.#:[-])[a-z]+-[a-z-]+/g

function keepSelectors(rule: Rule, text: string, isNamed: (name: string) => boolean) {
  const kept = rule.selectors.filter((selector) => applies(selector, text, isNamed))
  if (kept.length === 0) rule.remove()
  else rule.selectors = kept
}

/** Whether the pages have what a selector is for: its classes, ids and custom elements. */
function applies(selector: string, text: string, isNamed: (name: string) => boolean): boolean {
  if (otherFields.test(selector) || membersClass.test(selector)) return false
  const plain = selector.replace(negated, '')
  const names = Array.from(plain.matchAll(className), ([, name = '']) =>
    name.replace(escaped, '$1')
  )
  const ids = Array.from(plain.matchAll(id), ([, name]) => `id="${name}"`)
  const elements = Array.from(plain.matchAll(customElement), ([name]) => `<${name}`)
  return names.every(isNamed) && [...ids, ...elements].every((one) => text.includes(one))
}

/** Resolves the settings that Tailwind's reset would take: it knows only fonts from the theme. */
function withoutDefaults(declaration: Declaration) {
  declaration.value = declaration.value
    .replace(/^var\((--default-(?:mono-)?font-family),.*\)$/, 'var($1)')
    .replace(/^var\(--default-[\w-]+-settings, ?normal\)$/, 'normal')
}

/** Removes empty rules, and custom properties that no value uses. */
function removeUnused(root: Root, css: string) {
  const used = new Set(Array.from(css.matchAll(/var\((--[\w-]+)/g), ([, name]) => name))
  root.walkDecls(/^--/, (declaration) => {
    if (!used.has(declaration.prop)) declaration.remove()
  })
  root.walkAtRules('property', (rule) => {
    if (!used.has(rule.params)) rule.remove()
  })
  root.walk((node) => {
    if ('nodes' in node && node.nodes?.length === 0) node.remove()
  })
}
