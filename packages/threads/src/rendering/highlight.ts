import { setImmediate as nextTurn } from 'node:timers/promises'
import type { LanguageFn } from 'highlight.js'
import highlighter from 'highlight.js/lib/core'
import type { Token } from 'markdown-it'
import { hasMarker } from './quarantine.ts'

/**
 * Bounds of what is coloured: 6,000 characters of real code take five milliseconds. Grammars need
 * time that grows with the square of a line, so code with a long one stays as it is: a hostile block
 * takes 0.05 s at most.
 */
const maxBlock = 6_000
const maxText = 12_000
const longLine = /[^\n]{301}/

/** Grammars by the name that highlight.js knows them by, loaded when a post has such code. */
const grammars: Record<string, () => Promise<{ default: LanguageFn }>> = {
  bash: () => import('highlight.js/lib/languages/bash'),
  css: () => import('highlight.js/lib/languages/css'),
  diff: () => import('highlight.js/lib/languages/diff'),
  go: () => import('highlight.js/lib/languages/go'),
  java: () => import('highlight.js/lib/languages/java'),
  javascript: () => import('highlight.js/lib/languages/javascript'),
  json: () => import('highlight.js/lib/languages/json'),
  python: () => import('highlight.js/lib/languages/python'),
  rust: () => import('highlight.js/lib/languages/rust'),
  sql: () => import('highlight.js/lib/languages/sql'),
  typescript: () => import('highlight.js/lib/languages/typescript'),
  xml: () => import('highlight.js/lib/languages/xml'),
  yaml: () => import('highlight.js/lib/languages/yaml')
}

/** Other names of the grammars, as people write them after the three backticks. */
const otherNames = new Map(
  Object.entries({
    bash: ['sh', 'shell', 'zsh', 'console'],
    diff: ['patch'],
    go: ['golang'],
    javascript: ['js', 'jsx', 'mjs', 'node'],
    json: ['jsonc', 'json5'],
    python: ['py'],
    rust: ['rs'],
    sql: ['postgres', 'postgresql', 'mysql'],
    typescript: ['ts', 'tsx'],
    xml: ['html', 'svg', 'vue'],
    yaml: ['yml']
  }).flatMap(([grammar, names]) => names.map((name) => [name, grammar]))
)

/** The grammar for the info string of a code block; undefined if there is none. */
function grammarOf(info: string): string | undefined {
  const name = (/^[\w+#-]+/.exec(info.trim())?.[0] ?? '').toLowerCase()
  const known = otherNames.get(name) ?? name
  return Object.hasOwn(grammars, known) ? known : undefined
}

/**
 * Colours the code blocks that name a language, up to a length for which it takes a few
 * milliseconds. It yields to the event loop after each. The HTML is left in `meta` for the renderer.
 */
export async function highlightCode(tokens: readonly Token[]): Promise<void> {
  let left = maxText
  for (const token of tokens) {
    const { type, info, content } = token
    const grammar = type === 'fence' ? grammarOf(info) : undefined
    if (grammar === undefined || !isShort(content, left)) continue
    left -= content.length
    token.meta = { html: await highlighted(content, grammar) }
    await nextTurn()
  }
}

/** Code with a marker stays as it is: a grammar could cut the marker in two. */
const isShort = (code: string, left: number) =>
  code.length <= Math.min(maxBlock, left) && !longLine.test(code) && !hasMarker(code)

async function highlighted(code: string, grammar: string): Promise<string> {
  const load = grammars[grammar]
  if (load && !highlighter.getLanguage(grammar))
    highlighter.registerLanguage(grammar, (await load()).default)
  const { value } = highlighter.highlight(code, { language: grammar, ignoreIllegals: true })
  return withFewClasses(value)
}

/** Classes of coloured code, and the scopes of highlight.js that get them. */
const scopes: Record<string, readonly string[]> = {
  comment: ['comment', 'quote', 'meta'],
  keyword: ['keyword', 'selector-tag', 'selector-pseudo', 'name', 'operator'],
  literal: ['literal', 'number', 'symbol', 'bullet', 'link', 'char'],
  name: ['title', 'section', 'built_in', 'type', 'selector-class', 'selector-id'],
  property: ['attr', 'attribute', 'property', 'variable', 'template-variable'],
  string: ['string', 'regexp'],
  added: ['addition'],
  removed: ['deletion']
}

/** Names of the classes that coloured code has. */
export const codeClasses = Object.keys(scopes).map((name) => `code-${name}`)

const classes = new Map(
  Object.entries(scopes).flatMap(([name, all]) => all.map((one) => [one, `code-${name}`]))
)

const spans = /<span class="hljs-([\w-]+)[^"]*">|<span[^>]*>|<\/span>/g

/** Replaces the scopes in what highlight.js wrote by our classes. Spans of other scopes go. */
function withFewClasses(html: string): string {
  const open: boolean[] = []
  return html.replace(spans, (span, scope: string | undefined) => {
    if (span === '</span>') return open.pop() ? span : ''
    const name = scope && classes.get(scope)
    open.push(Boolean(name))
    return name ? `<span class="${name}">` : ''
  })
}
