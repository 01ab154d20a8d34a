import MarkdownIt, { type Token } from 'markdown-it'
import cjkFriendly from 'markdown-it-cjk-friendly'

const parser = new MarkdownIt({ html: false, linkify: true, breaks: true })
parser.use(cjkFriendly)

// Our own pages and the web; `/\host` and `//host` lead away although they look local.
parser.validateLink = (url) => /^(https?:\/\/[^/]|\/(?![/\\])|#)/i.test(url)

const { linkify } = parser
for (const schema of ['//', 'ftp:', 'mailto:']) linkify.add(schema, null)
// With its user: https://official.example@other.example/ leads to the other one.
linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false, urlAuth: true })

// A bare address ends where Chinese begins: 见 https://a.example/b。谢谢. Letters that look like those of
// ASCII belong to it, or only what stands before the first of them would be judged.
const maxAddressLength = 2000
const alphabets = /[^\0-\x7f\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Armenian}]/gu
const plain = (text: string) => text.replace(alphabets, ({ length }) => ' '.repeat(length))
const match = linkify.match.bind(linkify)
const matchAtStart = linkify.matchAtStart.bind(linkify)
linkify.match = (text) => match(plain(text))
linkify.matchAtStart = (text) => matchAtStart(plain(text.slice(0, maxAddressLength)))

const { Token: MarkdownToken } = new parser.core.State('', parser, {})

// More than the longest post can say by itself: rows of a table are filled up to its width, so that a
// few characters can become tens of thousands of cells.
const maxTokens = 50_000

// The time for what looks like images grows with the square of their number.
const maxImages = 1000

/** The tokens of a Markdown text; what would grow out of all proportion stays text. */
export function parse(given: string): Token[] {
  const text = given.split('![').length > maxImages ? given.replaceAll('![', '!\\[') : given
  const tokens = parser.parse(text, {})
  return tokens.length > maxTokens ? parseWithoutTables(text) : tokens
}

function parseWithoutTables(text: string): Token[] {
  parser.disable('table')
  try {
    return parser.parse(text, {})
  } finally {
    parser.enable('table')
  }
}

/** HTML of tokens, not sanitised. */
export const render = (tokens: Token[]): string =>
  parser.renderer.render(tokens, parser.options, {})

/** A text as a token. */
export const textToken = (content: string): Token =>
  Object.assign(new MarkdownToken('text', '', 0), { content })

/** A link around a text, as three tokens. */
export function linkTokens(attributes: Record<string, string>, content: string): Token[] {
  const open = Object.assign(new MarkdownToken('link_open', 'a', 1), {
    attrs: Object.entries(attributes)
  })
  return [open, textToken(content), new MarkdownToken('link_close', 'a', -1)]
}
