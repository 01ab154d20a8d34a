import { fold } from './normalization.ts'
import { beginningLexeme, quoted } from './lexemes.ts'
import { pairsOf } from './word-pairs.ts'

/** Scripts without spaces; their runs become overlapping pairs of characters. */
const east = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}\\p{sc=Bopomofo}ー'
const southeast = '\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}'
export const unspaced = `[${east}${southeast}]`
/** Letters, marks and digits of all other scripts. */
export const lettered = `[[\\p{L}\\p{M}\\p{N}]--${unspaced}]`

const pattern = new RegExp(`(${unspaced}+)|${lettered}+`, 'gv')

/** A run of an unspaced script, or a word. */
export type Piece = { text: string; isRun: boolean }

/**
 * `pair`: two neighbours of a run; `last`: its last character after at least one pair; `alone`: a
 * run of one character; `word`: a word of other scripts. Positions count from 1.
 */
export type Token = {
  lexeme: string
  position: number
  kind: 'pair' | 'last' | 'alone' | 'word'
}

// PostgreSQL limits lexemes to 2 KB; longer words are compared by their beginning.
const maxWordLength = 128

/** Splits a text into normalised runs and words, in order. */
export const pieces = (text: string): Piece[] =>
  Array.from(fold(text).matchAll(pattern), (match) => ({
    text: match[0],
    isRun: match[1] !== undefined
  }))

function runTokens(run: string, start: number): Token[] {
  const characters = Array.from(run)
  return characters.map((character, index) => {
    const next = characters[index + 1]
    const position = start + index
    if (next !== undefined) return { lexeme: character + next, position, kind: 'pair' }
    return { lexeme: character, position, kind: index === 0 ? 'alone' : 'last' }
  })
}

/**
 * Splits a text into tokens. A character of a run takes one position, as does a word, so that
 * adjacent tokens have the same distance in a text and in every query cut from it.
 */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  let position = 1
  for (const piece of pieces(text)) {
    const made: Token[] = piece.isRun
      ? runTokens(piece.text, position)
      : [{ lexeme: piece.text.slice(0, maxWordLength), position, kind: 'word' }]
    tokens.push(...made)
    position += made.length
  }
  return tokens
}

// PostgreSQL stores positions up to 16383. Longer texts start again at 1. The first positions of
// each lap are also stored after the end of the previous one, so that phrases match across the
// boundary.
const lap = 16_000
const overlap = 300

function positions(position: number): number[] {
  const within = ((position - 1) % lap) + 1
  return position > lap && within <= overlap ? [within, lap + within] : [within]
}

// Keeps a phrase from matching across the end of the title or a tag.
const gap = 10

// Without these lexemes, a single character would be a prefix query over all lexemes that begin
// with it.
const charactersOf = (tokens: Token[]) =>
  tokens.flatMap(({ lexeme, kind }) =>
    kind === 'word' ? [] : [beginningLexeme(Array.from(lexeme)[0] ?? '')]
  )

/** Parts of a vector; title and tags have weight A, the body B, marks none. */
export type Texts = { title: string | null; tags?: string[]; body: string; marks?: string[] }

/**
 * Makes a `tsvector` literal. Marks, pairs of words and single characters have no position. Tokens
 * consist of letters, marks and digits only, so nothing needs escaping. PostgreSQL stores the first
 * 256 positions of a lexeme: a phrase with a more frequent word may be missed after them.
 */
export function toVector({ title, tags = [], body, marks = [] }: Texts): string {
  const places = new Map<string, string[]>()
  const within = new Set<string>()
  let offset = 0
  const add = (text: string, weight: string) => {
    const tokens = tokenise(text)
    for (const { lexeme, position } of tokens) {
      const list = places.get(lexeme) ?? []
      if (list.length === 0) places.set(lexeme, list)
      for (const place of positions(position + offset)) list.push(`${place}${weight}`)
    }
    for (const mark of [...pairsOf(tokens), ...charactersOf(tokens)]) within.add(mark)
    if (tokens.length > 0) offset += tokens.length + gap
  }
  for (const text of [title ?? '', ...tags]) add(text, 'A')
  add(body, 'B')
  const words = Array.from(places, ([lexeme, list]) => `'${lexeme}':${list.join(',')}`)
  return [...words, ...[...within, ...marks].map(quoted)].join(' ')
}
