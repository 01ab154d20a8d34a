import { escapeHtml } from '@stoa/core/text'
import { normalizeCharacter } from './normalization.ts'
import { finderOf, type Span } from './passages.ts'
import type { Query } from './query.ts'

const words = new Intl.Segmenter('zh', { granularity: 'word' })

/** A normalised text with the original offset of each of its UTF-16 units. */
function normalizeWithOffsets(text: string): { folded: string; offsets: number[] } {
  const offsets: number[] = []
  let folded = ''
  let at = 0
  for (const character of text) {
    folded += normalizeCharacter(character)
    while (offsets.length < folded.length) offsets.push(at)
    at += character.length
  }
  offsets.push(text.length)
  return { folded, offsets }
}

/** Highlights matches in titles and passages. */
export type Marker = {
  /** HTML of a whole text, such as a title, with matches in `<mark>`. */
  whole(text: string): string
  /**
   * HTML of the passage around the first match, about `around` characters on either side, cut
   * between words, with matches in `<mark>`. Without a match, the beginning of the text.
   */
  passage(text: string, around?: number): string
}

/** Creates a marker for all results of a search. */
export function createMarker({ all }: Query): Marker {
  const find = finderOf(all.flat())
  return {
    whole: (text) => marked(text, matches(text, find), { start: 0, end: text.length }),
    passage: (text, around = 60) => passage(text, find, around)
  }
}

type Find = ReturnType<typeof finderOf>

/** Finds the terms in the text, in offsets of the original. */
function matches(text: string, find: Find): Span[] {
  const { folded, offsets } = normalizeWithOffsets(text)
  return find(folded).map(({ start, end }) => ({
    start: offsets[start] ?? 0,
    end: offsets[end] ?? text.length
  }))
}

/** Returns the beginning of the word at `at`; works for Chinese too. */
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

function passage(text: string, find: Find, around: number): string {
  const { plain, spans } = placeOfMatch(text, find)
  const first = spans[0] ?? { start: 0, end: around }
  const start = wordStart(plain, first.start - around)
  const end = Math.max(wordStart(plain, first.end + around), Math.min(first.end, plain.length))
  const html = marked(plain, spans, { start, end }).trim()
  return `${start > 0 ? '…' : ''}${html}${end < plain.length ? '…' : ''}`
}

/** What is said in sentences, or the row of a table if only a table has the words. */
function placeOfMatch(text: string, find: Find): { plain: string; spans: Span[] } {
  const isRow = (line: string) => line.includes('\t')
  const lines = text.split('\n')
  const said = lines.filter((line) => !isRow(line)).join(' ')
  const places = [said, ...lines.filter(isRow).map((row) => row.trim().replace(/\s*\t\s*/g, ' · '))]
  const lined = places.map((place) => place.replace(/\s+/g, ' ').trim())
  const plain = lined.find((place) => matches(place, find).length > 0) ?? lined[0] ?? ''
  return { plain, spans: matches(plain, find) }
}
