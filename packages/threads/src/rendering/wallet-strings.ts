import type { Token } from 'markdown-it'
import { findWalletStrings, hasWalletAddress, type WalletString } from '@stoa/guards'
import { emptyToken, textOf, textToken } from './parsing.ts'
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
 * Marks the hashes in a block, so that the page can show them shorter; they stay whole in it. Those
 * within links stay as they are, and so do addresses, which are never shown shorter.
 */
export function markHashes({ children }: Token): Token[] | null {
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
  return type === 'code_inline' && isHash ? hashTokens(content) : [token]
}

function pieces(text: string, found: WalletString[], from: number): Token[] {
  const tokens: Token[] = []
  let end = 0
  for (const { kind, ...one } of found) {
    if (kind === 'address') continue
    tokens.push(textToken(text.slice(end, one.start - from)))
    end = one.end - from
    tokens.push(...hashTokens(text.slice(one.start - from, end)))
  }
  return [...tokens, textToken(text.slice(end))]
}

/** A hash as `<samp>`: the smallest markup by which a stylesheet can show it shorter. */
const hashTokens = (content: string): Token[] => [
  emptyToken('hash_open', 'samp', 1),
  textToken(content),
  emptyToken('hash_close', 'samp', -1)
]
