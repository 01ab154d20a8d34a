import { escapeHtml } from '@stoa/core'
import { foldCharacter } from './folding.ts'
import type { Query } from './query.ts'
import { lettered, pieces, type Piece } from './tokens.ts'
import { isIdentifier } from './tsquery.ts'

const words = new Intl.Segmenter('zh', { granularity: 'word' })

type Span = { start: number; end: number }

/** A folded text and, for each of its UTF-16 units, where that stands in the original. */
function foldWithOffsets(text: string): { folded: string; offsets: number[] } {
  const offsets: number[] = []
  let folded = ''
  let at = 0
  for (const character of text) {
    folded += foldCharacter(character)
    while (offsets.length < folded.length) offsets.push(at)
    at += character.length
  }
  offsets.push(text.length)
  return { folded, offsets }
}

function piecePattern({ text, isRun }: Piece, isFinal: boolean): string {
  if (isRun) return text
  const end = isFinal && isIdentifier(text) ? `${lettered}*` : `(?!${lettered})`
  return `(?<!${lettered})${text}${end}`
}

function termPattern(term: string): string {
  const parts = pieces(term)
  return parts
    .map((piece, index) => piecePattern(piece, index === parts.length - 1))
    .join('[^\\p{L}\\p{M}\\p{N}]*')
}

/** Where the wanted terms stand in the text, in its own offsets. */
function matches(text: string, query: Query): Span[] {
  const terms = query.all.flat().map(({ text }) => termPattern(text))
  if (terms.length === 0) return []
  const { folded, offsets } = foldWithOffsets(text)
  return Array.from(folded.matchAll(new RegExp(terms.join('|'), 'gv')), (match) => ({
    start: offsets[match.index] ?? 0,
    end: offsets[match.index + match[0].length] ?? text.length
  }))
}

/** The beginning of the word (Chinese ones too) that stands at `at`. */
function wordStart(text: string, at: number): number {
  if (at <= 0 || at >= text.length) return Math.max(0, Math.min(at, text.length))
  const from = Math.max(0, at - 30)
  const near = words.segment(text.slice(from, at + 30)).containing(at - from)
  return near ? from + near.index : at
}

function marked(text: string, spans: Span[], { start, end }: Span): string {
  let html = ''
  let at = start
  for (const span of spans) {
    if (span.start < at || span.end > end) continue
    html += `${escapeHtml(text.slice(at, span.start))}<mark>${escapeHtml(text.slice(span.start, span.end))}</mark>`
    at = span.end
  }
  return html + escapeHtml(text.slice(at, end))
}

/**
 * HTML of the passage around the first match, about `around` characters on either side, cut
 * between words, matches in `<mark>`; the beginning of the text where nothing in it matches.
 */
export function snippet(text: string, query: Query, around = 60): string {
  const plain = text.replace(/\s+/g, ' ').trim()
  const spans = matches(plain, query)
  const first = spans[0] ?? { start: 0, end: around }
  const start = wordStart(plain, first.start - around)
  const end = Math.max(wordStart(plain, first.end + around), Math.min(first.end, plain.length))
  const html = marked(plain, spans, { start, end }).trim()
  return `${start > 0 ? '…' : ''}${html}${end < plain.length ? '…' : ''}`
}

/** HTML of a whole text, a title for one, with the matches in `<mark>`. */
export function markAll(text: string, query: Query): string {
  return marked(text, matches(text, query), { start: 0, end: text.length })
}
