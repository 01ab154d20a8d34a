import type { Query, Term } from './query.ts'
import { fold } from './normalization.ts'

/** Synonyms and related words by normalised word. */
export type Relations = {
  equal: Map<string, string[]>
  related: Map<string, string[]>
  /** Finds the Chinese words of the file in a normalised run. */
  known: RegExp
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
  return { equal, related, known: knownPattern([...equal.keys(), ...related.keys()]) }
}

function add(to: Map<string, string[]>, words: string[]) {
  const named = words.map((word) => word.trim()).filter((word) => word !== '')
  for (const word of named) {
    const others = named.filter((other) => other !== word)
    if (others.length > 0) to.set(fold(word), [...(to.get(fold(word)) ?? []), ...others])
  }
}

// Longest first: 二次验证 before 验证. Without words, the pattern never matches.
function knownPattern(words: string[]): RegExp {
  const runs = words.filter((word) => /^\p{sc=Han}{2,}$/u.test(word))
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

/** Adds synonyms to the terms of a query that are not quoted. */
export const withSynonyms = (query: Query, { equal }: Relations): Query => ({
  ...query,
  all: query.all.map((terms) => withOthers(terms, (term) => others(term, equal)))
})

/** Adds synonyms and related words to a query; undefined if it has no related words. */
export function withRelated(query: Query, { equal, related }: Relations): Query | undefined {
  const knows = query.all.flat().some((term) => others(term, related).length > 0)
  if (!knows) return undefined
  const widened = (terms: Term[]) =>
    withOthers(terms, (term) => [...others(term, equal), ...others(term, related)])
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
  isQuoted ? [] : (words.get(fold(text)) ?? []).map(asSynonym)

const asSynonym = (text: string): Term => ({ text, isQuoted: false, isSynonym: true })
