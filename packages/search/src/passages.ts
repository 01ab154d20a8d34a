import type { Term } from './query.ts'
import { lettered, pieces, unspaced, type Piece } from './tokens.ts'
import { isIdentifier } from './identifiers.ts'

/** A part of a text, in UTF-16 units. */
export type Span = { start: number; end: number }

const isLettered = new RegExp(`^${lettered}$`, 'v')
const isUnspaced = new RegExp(`^${unspaced}$`, 'v')

type Kind = 'lettered' | 'unspaced' | 'other'

// Filled on demand. Compiling a pattern for each search would take longer than using it.
const known: Kind[] = []

const compute = (character: string): Kind => {
  if (isUnspaced.test(character)) return 'unspaced'
  return isLettered.test(character) ? 'lettered' : 'other'
}

const kindOf = (code: number): Kind => (known[code] ??= compute(String.fromCodePoint(code)))

const kindAt = (text: string, at: number): Kind | undefined => {
  const code = text.codePointAt(at)
  return code === undefined ? undefined : kindOf(code)
}

const isLow = (text: string, at: number) => /[\uDC00-\uDFFF]/.test(text.charAt(at))

const kindBefore = (text: string, at: number) =>
  at === 0 ? undefined : kindAt(text, isLow(text, at - 1) && at > 1 ? at - 2 : at - 1)

const sizeAt = (text: string, at: number) => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1)

/** Returns the end of the characters of one kind that begin at `at`. */
function skip(text: string, at: number, kind: Kind): number {
  let end = at
  while (kindAt(text, end) === kind) end += sizeAt(text, end)
  return end
}

/** Returns the end of a piece that begins at `at`; undefined if it does not occur there. */
function endOf(text: string, at: number, { text: piece, isRun }: Piece, isFinal: boolean) {
  if (!text.startsWith(piece, at)) return undefined
  const end = at + piece.length
  if (isRun) return end
  if (kindBefore(text, at) === 'lettered') return undefined
  if (isFinal && isIdentifier(piece)) return skip(text, end, 'lettered')
  return kindAt(text, end) === 'lettered' ? undefined : end
}

/** Returns the end of a sequence of pieces with only signs between them. */
function endOfAll(text: string, start: number, term: Piece[]): number | undefined {
  let at = start
  for (const [index, piece] of term.entries()) {
    const from = index === 0 ? at : skip(text, at, 'other')
    const end = endOf(text, from, piece, index === term.length - 1)
    if (end === undefined) return undefined
    at = end
  }
  return at
}

function* spansOf(text: string, term: Piece[]): Generator<Span> {
  const first = term[0]?.text
  if (first === undefined) return
  for (let at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
    const end = endOfAll(text, at, term)
    if (end !== undefined) yield { start: at, end }
  }
}

/**
 * Returns a function that finds the terms in normalised texts: words as whole words, words of
 * unspaced scripts anywhere, identifiers by their beginning.
 */
export function finderOf(terms: Term[]): (folded: string) => Span[] {
  const wanted = terms.map(({ text }) => pieces(text))
  return (folded) =>
    wanted
      .flatMap((term) => [...spansOf(folded, term)])
      .sort((a, b) => a.start - b.start || b.end - a.end)
}
