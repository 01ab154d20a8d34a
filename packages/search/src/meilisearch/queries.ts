import { matchLimit, type Least } from '../engine.ts'
import { isIdentifier } from '../identifiers.ts'
import type { Query, Term } from '../query.ts'
import { typedWords } from '../tsquery.ts'
import { cut, isOfRun, joined } from './cut.ts'

type Words = Pick<Query, 'all' | 'none'>

/** A text to send, and how many hits of it are wanted. */
export type Asked = { q: string; limit: number }

/** Meilisearch has no OR: each combination of alternatives is a query of its own. */
const maxWays = 8
/** Queries for some of the words: one for each word or synonym. */
const maxSingles = 16
const singleLimit = 120
const synonymLimit = 60
const singleSynonymLimit = 40
/** Meilisearch reads ten words or phrases; the last one is kept for an identifier. */
const maxGroups = 9

/**
 * Queries whose hits together are the candidates for some words: for all words one query per
 * combination of alternatives, those with the fewest synonyms first; otherwise one per word.
 */
export function queriesOf(words: Words, least: Least): Asked[] {
  if (least !== 'all') return singlesOf(words)
  const ways = waysOf(sentGroups(words.all))
  return ways.map((way) => ({ q: textOf(way, words.none), limit: limitOf(way) }))
}

/**
 * The words that the hits must be checked for: Meilisearch is asked for them only roughly, or not
 * at all. A word that may be mistyped is not among them.
 */
export function wordsToCheck({ all, none }: Words, least: Least): Words {
  if (least !== 'all') return { all: [], none }
  const sent = new Set(sentGroups(all))
  return { all: all.filter((terms) => !sent.has(terms) || terms.every(isExact)), none }
}

// A long word is more distinctive than a short one.
function sentGroups(all: Term[][]): Term[][] {
  const length = (terms: Term[]) => terms[0]?.text.length ?? 0
  const chosen = new Set(all.toSorted((a, b) => length(b) - length(a)).slice(0, maxGroups))
  return all.filter((terms) => chosen.has(terms))
}

const synonymsOf = (way: Term[]) => way.filter(({ isSynonym }) => isSynonym).length

// Each hit takes time, and those of synonyms rank below the others.
const limitOf = (way: Term[]) => (synonymsOf(way) === 0 ? matchLimit + 1 : synonymLimit)

function waysOf(groups: Term[][]): Term[][] {
  return groups.reduce<Term[][]>(
    (ways, terms, at) =>
      ways
        .flatMap((way) => wider(way, terms, groups.slice(0, at).flat()))
        .sort((a, b) => synonymsOf(a) - synonymsOf(b))
        .slice(0, maxWays),
    [[]]
  )
}

/**
 * A way with each alternative of one more group. What a phrase means stands in the group of each of
 * its words: chosen once, it is enough for all of them.
 */
function wider(way: Term[], terms: Term[], before: Term[]): Term[][] {
  const isIn = (list: Term[]) => (term: Term) => list.some(({ text }) => text === term.text)
  if (terms.some(isIn(way))) return [way]
  return terms.filter((term) => !isIn(before)(term)).map((term) => [...way, term])
}

function singlesOf({ all, none }: Words): Asked[] {
  const typedFirst = all.flat().sort((a, b) => Number(a.isSynonym ?? 0) - Number(b.isSynonym ?? 0))
  return typedFirst.slice(0, maxSingles).map((term) => ({
    q: textOf([term], none),
    limit: term.isSynonym ? singleSynonymLimit : singleLimit
  }))
}

/**
 * Meilisearch takes the last word for the beginning of one unless a space follows. Only an
 * identifier is left open, the longest one; of the others only the words before them are sent.
 */
function textOf(way: Term[], none: Term[]): string {
  const parts = way.map(partsOf)
  const open = parts.map(({ begun }) => begun).sort((a, b) => b.length - a.length)[0] ?? ''
  const without = none.map(({ text }) => `-${phrase(cut(text))}`)
  return [...without, ...parts.flatMap(({ whole }) => whole), joined([open])].join(' ')
}

/** What a term is sent as: whole words, and the beginning of an identifier. */
function partsOf(term: Term): { whole: string[]; begun: string } {
  const tokens = cut(term.text)
  if (!isExact(term)) return { whole: tokens, begun: '' }
  const last = tokens.at(-1) ?? ''
  const begun = isIdentifier(last) ? last : ''
  const before = begun === '' ? tokens : tokens.slice(0, -1)
  return { whole: before.length > 0 ? [phrase(before)] : [], begun }
}

/** Text for titles that continue a typed one: its last word may be incomplete. */
export function textOfTyped(typed: string): string {
  const words = typedWords(typed).map(cut)
  const last = words.pop() ?? []
  const begun = isOfRun(last.at(-1) ?? '') ? '' : (last.pop() ?? '')
  const whole = [...words, last].filter((tokens) => tokens.length > 0)
  return [...whole.map(phrase), joined([begun])].join(' ')
}

/** Text for documents with all of these lexemes, which are words or pairs of characters. */
export const textOfLexemes = (lexemes: string[]): string =>
  `${lexemes.map((lexeme) => phrase(cut(lexeme))).join(' ')} `

// No token contains a quote. Meilisearch tolerates no mistakes in a phrase, not even in one of a
// single word.
const phrase = (tokens: string[]) => `"${joined(tokens)}"`

const mistypable = /^[\p{L}\p{M}]{5,}$/u

/** Whether a term is searched exactly as typed: any but a single word of five letters or more. */
function isExact({ text, isQuoted }: Term): boolean {
  const [first = '', ...rest] = cut(text)
  return isQuoted || rest.length > 0 || !mistypable.test(first) || isIdentifier(first)
}
