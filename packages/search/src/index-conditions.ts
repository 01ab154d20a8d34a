import { beginningMark } from './beginnings.ts'
import type { Least } from './engine.ts'
import { quoted } from './lexemes.ts'
import type { Query, Term } from './query.ts'
import type { Rarity } from './rarity.ts'
import { anyOf, bitsOfAll, partsOf, rarestFirst, tokensOf, type Part } from './term-parts.ts'
import { toPrefixTsquery, toTsquery, typedWords } from './tsquery.ts'

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
  /** About how rare such documents are, in bits; unknown if left out. */
  bits?: number
}

type Words = Pick<Query, 'all' | 'none'>

/** Conditions for documents of the current format, rarest first. */
export function conditionsOf(words: Words, least: Least, rarity: Rarity): Conditions {
  const { all, none } = words
  const isExact = none.length === 0 && all.flat().every(({ text }) => tokensOf(text).length < 2)
  const { parts, bits, exactly } =
    least === 'all' || all.length === 0 ? allOf(words, rarity) : someOf(words, least, rarity)
  const literals = rarestFirst(parts)
  const isAll = isExact && literals.length <= maxLiterals
  return { all: literals.slice(0, maxLiterals), bits, ...(!isAll && { exactly }) }
}

function allOf(words: Words, rarity: Rarity) {
  const groups = words.all.map((terms) => ofGroup(terms, rarity))
  // The parts of one term are mostly found together.
  const bits = bitsOfAll(groups.map((parts) => Math.max(0, ...parts.map((part) => part.bits))))
  return { parts: groups.flat(), bits, exactly: toTsquery(words) }
}

// Further words of a long query are checked only in documents that the rarest ones found.
const maxLiterals = 5

function ofGroup(terms: Term[], rarity: Rarity): Part[] {
  const choices = terms.map(({ text }) => partsOf(text, rarity))
  const [only] = choices
  return choices.length === 1 && only ? only : [anyOf(choices)]
}

/** Conditions for documents of any format; searching with them is slower. */
export function plainConditions(words: Words, least: Least): Conditions {
  const tsquery = toTsquery(words, least)
  return { all: tsquery === '' ? [] : [tsquery] }
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

// The rarest words of a long query. Searching more pairs of them would take longer than ranking.
const maxOfMany = 6
const alone = 4

/**
 * One of the rarest words, or two words that are rare together. If most words are required, a
 * single word suffices only if it is more distinctive than all others together.
 */
function someOf(words: Words, least: Least, rarity: Rarity) {
  const rare = words.all
    .map((terms) => anyOf(terms.map(({ text }) => partsOf(text, rarity))))
    .sort((a, b) => b.bits - a.bits)
    .slice(0, maxOfMany)
  const sum = rare.reduce((total, { bits }) => total + bits, 0)
  const single =
    least === 'most' ? rare.filter(({ bits }) => bits * 2 >= sum) : rare.slice(0, alone)
  const any = (of: 'literal' | 'whole') =>
    anyLiteral([...single.map((one) => one[of]), ...pairsOf(rare.map((one) => one[of]))])
  const bits = bitsOfAny([...single.map((one) => one.bits), ...bitsOfPairs(rare)])
  const exactly = `(${any('whole')}) & ${toTsquery(words, least)}`
  return { parts: [{ literal: any('literal'), bits }], bits, exactly }
}

const anyLiteral = (literals: string[]) => literals.map((one) => `(${one})`).join(' | ')

/** Each literal with one of the later ones. */
const pairsOf = (literals: string[]) =>
  literals.slice(0, -1).map((one, at) => `(${one}) & (${anyLiteral(literals.slice(at + 1))})`)

const bitsOfPairs = (parts: Part[]) =>
  parts.flatMap((one, at) => parts.slice(at + 1).map((other) => bitsOfAll([one.bits, other.bits])))

/** Bits of any of these choices. */
const bitsOfAny = (choices: number[]) =>
  -Math.log2(choices.reduce((share, bits) => share + 2 ** -bits, 0))
