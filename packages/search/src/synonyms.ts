import type { Query, Term } from './query.ts'
import { fold } from './normalization.ts'
import { pinyinOf } from '@stoa/guards/pinyin'
import { isQuestionWord, withApostrophes } from './question-words.ts'
import { pieces } from './tokens.ts'

/** Synonyms and related words by the pieces of a word or phrase, see `keyOf`, or its pinyin. */
export type Relations = {
  equal: Map<string, string[]>
  related: Map<string, string[]>
  /** Finds the Chinese words and questions of the file in a normalised run. */
  known: RegExp
  /** As `known`, without questions such as 收不到验证码, which consist of words themselves. */
  words: RegExp
}

/**
 * Parses a file of related words: on a line, words joined by `=` are synonyms and words joined by
 * `~` are related. `#` begins a comment.
 */
export function readRelations(file: string): Relations {
  const equal = new Map<string, string[]>()
  const related = new Map<string, string[]>()
  for (const line of file.split('\n').map((text) => text.replace(/#.*/, ''))) {
    add(related, line.includes('~') ? line.split(/[=~]/) : [])
    for (const part of line.split('~')) add(equal, part.split('='))
  }
  const known = [...equal.keys(), ...related.keys()]
  const words = known.filter((word) => word.length <= maxWordLength)
  addPinyin(equal, known)
  return { equal, related, known: knownPattern(known), words: knownPattern(words) }
}

// Of Chinese, in characters.
const maxWordLength = 3

/** By which a word or phrase is looked up: hasn't been credited and Hasnt Credited are one. */
function keyOf(...texts: string[]): string {
  const words = texts.flatMap((text) => pieces(withApostrophes(text)).map((piece) => piece.text))
  const revealing = words.filter((word) => !isQuestionWord(word))
  return (revealing.length > 0 ? revealing : words).join(' ')
}

function add(to: Map<string, string[]>, words: string[]) {
  const named = words.map((word) => word.trim()).filter((word) => word !== '')
  for (const word of named) {
    const others = named.filter((other) => other !== word)
    if (others.length > 0) to.set(keyOf(word), [...(to.get(keyOf(word)) ?? []), ...others])
  }
}

/** Makes tixian find what 提现 finds, but not the other way round. */
function addPinyin(equal: Relations['equal'], known: string[]) {
  for (const word of new Set(known.filter((one) => isChinese.test(one)))) {
    const same = [word, ...(equal.get(word) ?? [])]
    for (const typed of pinyinOf(word)) equal.set(typed, [...(equal.get(typed) ?? []), ...same])
  }
}

const isChinese = /^\p{sc=Han}{2,}$/u

// Longest first: 二次验证 before 验证. Without words, the pattern never matches.
function knownPattern(words: string[]): RegExp {
  const runs = words.filter((word) => isChinese.test(word))
  const byLengthDescending = runs.sort((a, b) => b.length - a.length)
  return new RegExp(
    byLengthDescending.length > 0 ? `(${byLengthDescending.join('|')})` : '(?!)',
    'u'
  )
}

/**
 * Splits a normalised run of Chinese at the known words, which are at odd indexes of the result.
 */
export const splitAtKnown = (run: string, { known }: Relations): string[] => run.split(known)

/** Adds synonyms to the terms and phrases of a query that are not quoted. */
export function withSynonyms(query: Query, { equal }: Relations): Query {
  const all = query.all.map((terms) => withOthers(terms, (term) => synonymsOf(term, equal)))
  return { ...query, all: withPhrases(query.all, all, equal) }
}

// No line of the list has a longer phrase.
const maxPhraseWords = 4

/**
 * Adds what a phrase of several typed words means to each of them: "not credited" is found by both
 * words, and by 未到账 alone.
 * @param typed the groups as typed, one for each of `groups`
 */
function withPhrases(typed: Term[][], groups: Term[][], equal: Map<string, string[]>): Term[][] {
  const added = groups.map((): Term[] => [])
  for (const [start, end] of spansOf(typed.length)) {
    const words = typed.slice(start, end).map(plainText)
    const same = words.includes(undefined) ? [] : sameAs(words as string[], equal)
    for (let at = start; at < end; at++) added[at]?.push(...same.map(asSynonym))
  }
  return groups.map((terms, at) => withOthers(terms, () => added[at] ?? []))
}

/** What a phrase means; wangji mima is looked up as the pinyin of one word, too. */
const sameAs = (words: string[], equal: Relations['equal']) => [
  ...(equal.get(keyOf(...words)) ?? []),
  ...(equal.get(words.join('').toLowerCase()) ?? [])
]

/** Starts and ends of all runs of two to four words. */
const spansOf = (count: number): [number, number][] =>
  Array.from({ length: count }, (_, start) => start).flatMap((start) =>
    Array.from({ length: maxPhraseWords - 1 }, (_, more): [number, number] => [
      start,
      start + 2 + more
    ]).filter(([, end]) => end <= count)
  )

const plainText = (terms: Term[]) =>
  terms.length === 1 && !terms[0]?.isQuoted ? terms[0]?.text : undefined

/** Adds synonyms and related words to a query; undefined if it has no related words. */
export function withRelated(query: Query, { equal, related }: Relations): Query | undefined {
  const knows = query.all.flat().some((term) => others(term, related).length > 0)
  if (!knows) return undefined
  const widened = (terms: Term[]) =>
    withOthers(terms, (term) => [...synonymsOf(term, equal), ...others(term, related)])
  return { ...query, all: query.all.map(widened) }
}

/** The typed terms and what `find` returns for them, without duplicates. */
function withOthers(terms: Term[], find: (term: Term) => Term[]): Term[] {
  const typed = terms.filter(({ isSynonym }) => !isSynonym)
  const known = new Map([...terms, ...typed.flatMap(find)].map((term) => [fold(term.text), term]))
  for (const term of typed) known.set(fold(term.text), term)
  return [...known.values()]
}

const others = ({ text, isQuoted }: Term, words: Map<string, string[]>): Term[] =>
  isQuoted ? [] : (words.get(keyOf(text)) ?? []).map(asSynonym)

const synonymsOf = (term: Term, equal: Relations['equal']): Term[] => [
  ...others(term, equal),
  ...(term.isQuoted ? [] : [asSynonym(withApostrophes(term.text))])
]

const asSynonym = (text: string): Term => ({ text, isQuoted: false, isSynonym: true })
