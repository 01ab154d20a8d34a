import { beginningMark } from './beginnings.ts'
import type { Least } from './engine.ts'
import { isIdentifier } from './identifiers.ts'
import { beginningLexeme, quoted } from './lexemes.ts'
import type { Query, Term } from './query.ts'
import type { Rarity } from './rarity.ts'
import { tokenise, type Token } from './tokens.ts'
import { toPrefixTsquery, toTsquery, typedWords } from './tsquery.ts'
import { pairMark } from './word-pairs.ts'

/**
 * Conditions that find documents: each literal of `all` uses the index, and `exactly` filters what
 * it found.
 */
export type Conditions = {
  /**
   * `tsquery` literals. With several, the index skips from a match of one to the next match of
   * another; with a single one it would read all posts with the rarest word.
   */
  all: string[]
  /** A further literal, if the index finds more than was asked for. */
  exactly?: string
}

type Words = Pick<Query, 'all' | 'none'>

/** Conditions for documents of the current format, rarest first. */
export function conditionsOf(words: Words, least: Least, rarity: Rarity): Conditions {
  const { all, none } = words
  const isExact = none.length === 0 && all.flat().every(({ text }) => tokensOf(text).length < 2)
  const parts =
    least === 'all'
      ? all.flatMap((terms) => ofGroup(terms, rarity))
      : someOf(
          all.map((terms) => anyOf(choicesOf(terms, rarity))),
          least
        )
  const literals = rarestFirst(parts)
  const isAll = isExact && literals.length <= maxLiterals
  return {
    all: literals.slice(0, maxLiterals),
    ...(!isAll && { exactly: toTsquery(words, least) })
  }
}

// Further words of a long query are checked only in documents that the rarest ones found.
const maxLiterals = 5

/** A `tsquery` literal and its information content in bits. */
type Part = { literal: string; bits: number }

const rarestFirst = (parts: Part[]) => [
  ...new Set(parts.toSorted((a, b) => b.bits - a.bits).map(({ literal }) => literal))
]

function ofGroup(terms: Term[], rarity: Rarity): Part[] {
  const choices = choicesOf(terms, rarity)
  const [only] = choices
  return choices.length === 1 && only ? only : [anyOf(choices)]
}

const choicesOf = (terms: Term[], rarity: Rarity) => terms.map(({ text }) => partsOf(text, rarity))

// The rarest words of a long query. Searching more pairs of them would take longer than ranking.
const maxOfMany = 6
const alone = 4

/**
 * Literal for one of the rarest words, or two words that are rare together. If most words are
 * required, a single word suffices only if it is more distinctive than all others together.
 */
function someOf(groups: Part[], least: Least): Part[] {
  const rare = groups.toSorted((a, b) => b.bits - a.bits).slice(0, maxOfMany)
  const sum = rare.reduce((bits, part) => bits + part.bits, 0)
  const single =
    least === 'most' ? rare.filter(({ bits }) => bits * 2 >= sum) : rare.slice(0, alone)
  const pairs = rare.flatMap((one, at) =>
    rare.slice(at + 1).map((other) => `(${one.literal}) & (${other.literal})`)
  )
  const literals = [...single.map(({ literal }) => literal), ...pairs]
  return literals.length === 0 ? [] : [{ literal: literals.join(' | '), bits: 0 }]
}

function anyOf(choices: Part[][]): Part {
  const literals = choices.map((parts) => `(${rarestFirst(parts).join(' & ')})`)
  const bits = Math.min(...choices.map((parts) => Math.max(...parts.map((part) => part.bits))))
  return { literal: [...new Set(literals)].join(' | '), bits }
}

/** Conditions for documents of any format; searching with them is slower. */
export function plainConditions(words: Words, least: Least): Conditions {
  const tsquery = toTsquery(words, least)
  return { all: tsquery === '' ? [] : [tsquery] }
}

const tokensOf = (text: string) => tokenise(text).filter(({ kind }) => kind !== 'last')

const isWord = (token: Token | undefined) => token?.kind === 'word'

// Further words of a sentence are checked only in documents that these parts found.
const maxParts = 4

/** The rarest parts of a term; every text that contains the term has them. */
function partsOf(text: string, rarity: Rarity): Part[] {
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

/** Conditions for titles that match an incomplete text, for documents of the current format. */
export function beginningConditions(typed: string, rarity: Rarity): Conditions {
  const words = typedWords(typed)
  const last = words.pop()
  const whole = rarestFirst(words.flatMap((word) => partsOf(word, rarity)))
  const begun = last === undefined ? [] : beginning(last, rarity)
  return { all: [...new Set([...whole, ...begun])], exactly: toPrefixTsquery(typed) }
}

function beginning(word: string, rarity: Rarity): string[] {
  const tokens = tokensOf(word)
  const last = tokens.at(-1)
  // A pair of characters is a complete lexeme; no longer lexeme begins with it.
  if (!last || last.kind === 'pair') return rarestFirst(partsOf(word, rarity))
  const mark = beginningMark(last.lexeme)
  const before = tokens.slice(0, -1).map(({ lexeme }) => quoted(lexeme))
  return [...before, mark === undefined ? `${quoted(last.lexeme)}:*` : quoted(mark)]
}
