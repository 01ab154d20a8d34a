import type { Token } from 'markdown-it'
import { findWalletStrings, hasWalletAddress, type WalletString } from '@stoa/guards'
import { emptyToken, textOf, textToken } from './parse.ts'
import { textOfPieces } from './quarantine.ts'

/** Stands at the end of the stored HTML of a text with an address; nobody can write it. */
const addressMark = '<em class="wallet-address"></em>'

/** Adds the mark that `withoutAddressMark` takes off. */
export const withAddressMark = (html: string): string => html + addressMark

/** HTML as it is shown, and whether its text names something that money could be sent to. */
export function withoutAddressMark(html: string): { html: string; namesWallet: boolean } {
  const namesWallet = html.endsWith(addressMark)
  return { html: namesWallet ? html.slice(0, -addressMark.length) : html, namesWallet }
}

/**
 * Whether a text has an address, also one that is broken over lines, within a link's target or in
 * the QR code of a picture.
 */
export const hasAddress = (tokens: Token[], targets: Iterable<string>): boolean =>
  hasWalletAddress(textOf(tokens)) || [...targets].some(hasWalletAddress)

/**
 * Marks hashes and addresses in a block. Pages can show hashes shorter, which stay whole in it, but
 * never addresses. Those within links stay as they are.
 */
export function markWalletStrings({ children }: Token): Token[] | null {
  const found = findWalletStrings(textOfPieces(children ?? []))
  if (!children || found.length === 0) return children
  let end = 0
  let depth = 0
  return children.flatMap((token) => {
    const start = end
    end += textOfPieces([token]).length
    if (token.type === 'link_open' || token.type === 'link_close') depth += token.nesting
    const within = found.filter((one) => one.start >= start && one.end <= end)
    return depth > 0 || within.length === 0 ? [token] : marked(token, within, start)
  })
}

function marked(token: Token, found: WalletString[], from: number): Token[] {
  const { type, content } = token
  if (type === 'text') return pieces(content, found, from)
  const [first] = found
  const isHash = first?.kind === 'hash' && first.end - first.start === content.length
  return type === 'code_inline' && isHash ? untranslated('samp', content) : [token]
}

function pieces(text: string, found: WalletString[], from: number): Token[] {
  const tokens: Token[] = []
  let end = 0
  for (const { kind, ...one } of found) {
    tokens.push(textToken(text.slice(end, one.start - from)))
    end = one.end - from
    tokens.push(
      ...untranslated(kind === 'hash' ? 'samp' : 'span', text.slice(one.start - from, end))
    )
  }
  return [...tokens, textToken(text.slice(end))]
}

/**
 * A hash as `<samp>`, the smallest markup by which a stylesheet can show it shorter, or an address:
 * translators leave both as they are.
 */
function untranslated(tag: 'samp' | 'span', content: string): Token[] {
  const open = Object.assign(emptyToken('wallet_string_open', tag, 1), {
    attrs: [['translate', 'no']]
  })
  return [open, textToken(content), emptyToken('wallet_string_close', tag, -1)]
}
