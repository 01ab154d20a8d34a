import { isIdentifier } from './identifiers.ts'
import { beginningLexeme, quoted } from './lexemes.ts'
import type { Rarity } from './rarity.ts'
import { tokenise, type Token } from './tokens.ts'
import { pairMark } from './word-pairs.ts'

/** A `tsquery` literal and its information content in bits. */
export type Part = { literal: string; bits: number }

/**
 * Bits of several words together. Words of one subject are often in the same texts, so all but the
 * rarest count half.
 */
export const bitsOfAll = (bits: number[]): number =>
  (Math.max(0, ...bits) + bits.reduce((sum, one) => sum + one, 0)) / 2

export const rarestFirst = (parts: Part[]): string[] => [
  ...new Set(parts.toSorted((a, b) => b.bits - a.bits).map(({ literal }) => literal))
]

/** The tokens of a term that are in the index of each text that contains it. */
export const tokensOf = (text: string): Token[] =>
  tokenise(text).filter(({ kind }) => kind !== 'last')

const isWord = (token: Token | undefined) => token?.kind === 'word'

// Further words of a sentence are checked only in documents that these parts found.
const maxParts = 4

/** The rarest parts of a term; every text that contains the term has them. */
export function partsOf(text: string, rarity: Rarity): Part[] {
  const tokens = tokensOf(text)
  const last = tokens.at(-1)
  const goesOn = last !== undefined && isIdentifier(last.lexeme)
  const whole = goesOn ? tokens.slice(0, -1) : tokens
  const lexemes = new Set(whole.flatMap((token, at) => lexemeAt(whole, token, at)))
  const parts = Array.from(lexemes, (one) => ({ literal: quoted(one), bits: rarity(one) }))
  if (goesOn) parts.push({ literal: `${quoted(last.lexeme)}:*`, bits: rarity(last.lexeme) })
  return parts.sort((a, b) => b.bits - a.bits).slice(0, maxParts)
}

/** For two adjacent words, the lexeme of their pair, which is rarer than either word. */
function lexemeAt(tokens: Token[], token: Token, at: number): string[] {
  const [before, next] = [tokens[at - 1], tokens[at + 1]]
  if (token.kind === 'alone') return [beginningLexeme(token.lexeme)]
  if (!isWord(token)) return [token.lexeme]
  if (next && isWord(next)) return [pairMark(token.lexeme, next.lexeme)]
  return isWord(before) ? [] : [token.lexeme]
}

// PostgreSQL begins to read a list of posts for each lexeme, which takes longer than checking the
// few posts that have the rare ones.
const enoughBits = 8

/** The rarest parts, as many as make a term rare. */
function fewest(parts: Part[]): Part[] {
  let bits = 0
  const isNeeded = (part: Part) => {
    const before = bits
    bits += part.bits
    return before < enoughBits
  }
  return parts.toSorted((a, b) => b.bits - a.bits).filter(isNeeded)
}

/**
 * What is met by any of these terms: by the parts that are read in the index, and `whole` by all
 * parts of one.
 */
export function anyOf(choices: Part[][]): Part & { whole: string } {
  const bits = Math.min(...choices.map((parts) => Math.max(...parts.map((part) => part.bits))))
  return { literal: anyLiteral(choices.map(fewest)), whole: anyLiteral(choices), bits }
}

const anyLiteral = (choices: Part[][]) =>
  [...new Set(choices.map((parts) => `(${rarestFirst(parts).join(' & ')})`))].join(' | ')
