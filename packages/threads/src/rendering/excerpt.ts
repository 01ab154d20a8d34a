import { findWalletStrings } from '@stoa/guards'
import { isFileName } from './file-names.ts'

const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/**
 * Cuts the text of a post to its first `length` graphemes, on one line and without the rows of
 * tables, whose cells end with tabs, and adds … if something was cut.
 */
export function excerpt(textContent: string, length: number): string {
  const line = textContent
    .replace(/^.*\t.*$/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  let seen = 0
  for (const { index } of characters.segment(line)) {
    if (seen === length) return `${line.slice(0, index).trimEnd()}…`
    seen += 1
  }
  return line
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

const blocks = /<\/?(?:p|h[1-6]|[uod]l|li|d[td]|div|table|t[rdh]|thead|tbody|[hb]r)\b[^>]*>?/g

const uploadLink = /<a\b[^>]*href="\/api\/v1\/uploads\/[^>]*>([^<]*)<\/a>/g

/**
 * The first graphemes of what rendered HTML says itself on one line, without quotes, code, tables
 * and names of files; the HTML may be cut off anywhere. Empty if an address would be cut off that money could be sent to.
 */
export function excerptOfHtml(html: string, length: number): string {
  const line = withoutQuotes(html)
    .replace(uploadLink, (_, text: string) => (isFileName(text) ? ' ' : text))
    .replace(blocks, ' ')
    .replace(/<[^>]*>?/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim()
  const shown = excerpt(line, length)
  const cutsAddress = findWalletStrings(line).some(
    ({ kind, start }) => kind === 'address' && start < shown.length
  )
  return cutsAddress ? '' : shown
}

/** Drops quotes, code and tables, which may stand in each other and be unclosed. */
function withoutQuotes(html: string): string {
  let depth = 0
  return html
    .split(/(<\/?(?:blockquote|pre|table)\b[^>]*>?)/)
    .map((piece, place) => {
      if (place % 2 === 0) return depth === 0 ? piece : ''
      depth = piece.startsWith('</') ? Math.max(0, depth - 1) : depth + 1
      return ' '
    })
    .join('')
}
