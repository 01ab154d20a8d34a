import { findWalletStrings } from '@stoa/guards'

const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** Cuts a text to its first `length` graphemes, on one line, and adds … if something was cut. */
export function excerpt(textContent: string, length: number): string {
  const line = textContent.replace(/\s+/g, ' ').trim()
  let seen = 0
  for (const { index } of characters.segment(line)) {
    if (seen === length) return `${line.slice(0, index).trimEnd()}…`
    seen += 1
  }
  return line
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

const blocks = /<\/?(?:p|h[1-6]|[uod]l|li|d[td]|div|table|t[rdh]|thead|tbody|[hb]r)\b[^>]*>?/g

/**
 * The first graphemes of what rendered HTML says itself, without quotes and code, on one line; the
 * HTML may be cut off anywhere. Empty if an address would be cut off that money could be sent to.
 */
export function excerptOfHtml(html: string, length: number): string {
  const line = withoutQuotes(html)
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

/** Drops quotes and code, which may stand in each other and be unclosed. */
function withoutQuotes(html: string): string {
  let depth = 0
  return html
    .split(/(<\/?(?:blockquote|pre)\b[^>]*>?)/)
    .map((piece, place) => {
      if (place % 2 === 0) return depth === 0 ? piece : ''
      depth = piece.startsWith('</') ? Math.max(0, depth - 1) : depth + 1
      return ' '
    })
    .join('')
}
