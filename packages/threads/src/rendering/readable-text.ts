import type { Token } from 'markdown-it'

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
