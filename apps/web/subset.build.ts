import postcss, { type Declaration, type Root, type Rule } from 'postcss'

/** Classes that others give what only members see: where they stopped, and what they select. */
const membersClass = /\.(?:box|count|movable|unread)(?![\w-])|\[aria-pressed/

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
