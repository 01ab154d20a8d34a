import type { Least } from './engine.ts'
import type { Query } from './query.ts'
import type { Rarity } from './rarity.ts'
import { anyOf, bitsOfAll, partsOf, type Part } from './term-parts.ts'
import { toTsquery } from './tsquery.ts'

type Words = Pick<Query, 'all' | 'none'>

// The rarest words of a long query. Searching more pairs of them would take longer than ranking.
const maxOfMany = 6
const alone = 4

/**
 * One of the rarest words, or two words that are rare together. If most words are required, a
 * single word suffices only if it is more distinctive than all others together.
 */
export function someOf(words: Words, least: Least, rarity: Rarity) {
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
