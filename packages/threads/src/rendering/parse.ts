import Parser, { type Env, type MarkdownIt, type Token } from 'markdown-it'
import cjkFriendly from 'markdown-it-cjk-friendly'
import { escapeHtml } from '@stoa/core/text'

// Allows http(s) URLs, paths of this forum and fragments. `/\host` and `//host` look local but lead
// to another site.
const isAllowed = (url: string) => /^(https?:\/\/[^/]|\/(?![/\\])|#)/i.test(url)

// A bare URL ends where Chinese text begins: 见 https://a.example/b。谢谢. Letters that resemble ASCII
// ones belong to it; otherwise only the part before the first such letter would be judged.
const otherLetter = /[^\0-\x7f\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Armenian}]/u
// User information is part of a URL: https://official.example@other.example/ leads to the other host.
const options = {
  fuzzyLink: false,
  fuzzyEmail: false,
  fuzzyIP: false,
  urlAuth: true,
  maxLength: 2000
}
const addresses = new Parser().linkify.set(options)

function boundLinks({ linkify }: MarkdownIt) {
  linkify.set(options)
  for (const schema of ['//', 'ftp:', 'mailto:']) linkify.add(schema, null)
  for (const schema of ['http:', 'https:'])
    linkify.add(schema, {
      validate(text, start) {
        const end = text.slice(start).search(otherLetter)
        return addresses.testSchemaAt(end < 0 ? text : text.slice(0, start + end), schema, start)
      }
    })
}

/** Makes a parser of the Markdown of posts. */
export function makeParser(): MarkdownIt {
  const parser = new Parser({ html: false, linkify: true, breaks: true })
  parser.use(cjkFriendly)
  parser.renderer.rules.fence = parser.renderer.rules.code_block = (tokens, index) => {
    const token = tokens[index]
    return token ? codeBlock(token) : ''
  }
  parser.validateLink = isAllowed
  boundLinks(parser)
  return parser
}

const posts = makeParser()

const { Token: MarkdownToken } = new posts.core.State('', posts, {})

// More tokens than a post of maximum length needs. Table rows are padded to the width of the table,
// so a few characters could otherwise become tens of thousands of cells.
const maxTokens = 50_000

// Parsing time grows with the square of the number of possible images.
const maxImages = 1000

/** Parses a Markdown text. Tables or images that would take too long to parse stay text. */
export const parse = (text: string): Token[] => parseBounded(posts, text, {})

/** Parses a text with a parser of `makeParser`. */
export function parseBounded(parser: MarkdownIt, given: string, env: Env): Token[] {
  const text = given.split('![').length > maxImages ? given.replaceAll('![', '!\\[') : given
  const tokens = parser.parse(text, env)
  return tokens.length > maxTokens ? parseWithoutTables(parser, text, env) : tokens
}

function parseWithoutTables(parser: MarkdownIt, text: string, env: Env): Token[] {
  parser.disable('table')
  try {
    return parser.parse(text, env)
  } finally {
    parser.enable('table')
  }
}

/** Renders tokens to HTML without sanitising it. */
export const render = (tokens: Token[]): string => posts.renderer.render(tokens, posts.options, {})

/** Makes a token of a tag; `nesting` is 1 where it opens and -1 where it closes. */
export const emptyToken = (type: string, tag: string, nesting: 1 | 0 | -1): Token =>
  new MarkdownToken(type, tag, nesting)

/** Makes a token of a block. */
export const blockToken = (type: string, tag: string, nesting: 1 | -1): Token =>
  Object.assign(emptyToken(type, tag, nesting), { block: true })

/** Makes a text token. */
export const textToken = (content: string): Token =>
  Object.assign(emptyToken('text', '', 0), { content })

/** Makes the three tokens of a link around a text. */
export const linkTokens = (attributes: Record<string, string>, content: string): Token[] =>
  linked([textToken(content)], attributes)

/** Puts tokens into a link. */
export function linked(tokens: Token[], attributes: Record<string, string>): Token[] {
  const open = Object.assign(emptyToken('link_open', 'a', 1), {
    attrs: Object.entries(attributes)
  })
  return [open, ...tokens, emptyToken('link_close', 'a', -1)]
}

/** The readable text of tokens. Blocks and line breaks end a line; table cells end with a tab. */
export function textOf(tokens: Token[]): string {
  return tokens
    .map((token) => {
      if (token.children) return textOf(token.children) || token.content
      if (token.type === 'softbreak' || token.type === 'hardbreak') return '\n'
      if (/^t[dh]_close$/.test(token.type)) return '\t'
      return token.content || (token.block && token.nesting === -1 ? '\n' : '')
    })
    .join('')
}

/** A code block as HTML, coloured if `highlightCode` did so. */
function codeBlock({ content, info, meta }: Token): string {
  const language = /^\S+/.exec(info.trim())?.[0]
  const name = language === undefined ? '' : ` class="language-${escapeHtml(language)}"`
  const html = (meta as { html?: string } | null)?.html ?? escapeHtml(content)
  return `<pre translate="no"><code${name}>${html}</code></pre>\n`
}
