import MarkdownIt, { type Token } from 'markdown-it'
import cjkFriendly from 'markdown-it-cjk-friendly'

const parser = new MarkdownIt({ html: false, linkify: true, breaks: true })
parser.use(cjkFriendly)

// Our own pages and the web; `/\host` and `//host` lead away although they look local.
parser.validateLink = (url) => /^(https?:\/\/[^/]|\/(?![/\\])|#)/i.test(url)

const { linkify } = parser
for (const schema of ['//', 'ftp:', 'mailto:']) linkify.add(schema, null)
linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })

// A bare address ends at the first character that isn't ASCII: 见 https://a.example/b。谢谢
const longestAddress = 2000
const ascii = (text: string) => text.replace(/[^\0-\x7f]/g, ' ')
const match = linkify.match.bind(linkify)
const matchAtStart = linkify.matchAtStart.bind(linkify)
linkify.match = (text) => match(ascii(text))
linkify.matchAtStart = (text) => matchAtStart(ascii(text.slice(0, longestAddress)))

const { Token: MarkdownToken } = new parser.core.State('', parser, {})

/** The tokens of a Markdown text. */
export const parse = (text: string): Token[] => parser.parse(text, {})

/** HTML of tokens, not sanitised. */
export const render = (tokens: Token[]): string =>
  parser.renderer.render(tokens, parser.options, {})

export const textToken = (content: string): Token =>
  Object.assign(new MarkdownToken('text', '', 0), { content })

/** A link around a text, as three tokens. */
export function linkTokens(attributes: Record<string, string>, content: string): Token[] {
  const open = Object.assign(new MarkdownToken('link_open', 'a', 1), {
    attrs: Object.entries(attributes)
  })
  return [open, textToken(content), new MarkdownToken('link_close', 'a', -1)]
}
