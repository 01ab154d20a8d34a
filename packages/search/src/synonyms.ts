import type { Query, Term } from './query.ts'
import { fold } from './normalization.ts'

/** Words by their folded form, and what stands in their place. */
export type Relations = {
  equal: Map<string, string[]>
  related: Map<string, string[]>
  /** Finds the Chinese words of the file in a folded run. */
  known: RegExp
}

/**
 * Reads a file of related words: on a line words with `=` between them mean the same, words with `~`
 * between them are related only. What follows a `#` is a comment.
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

// The longest first: 二次验证 before 验证. Where there is none, one that never matches.
function knownPattern(words: string[]): RegExp {
  const runs = words.filter((word) => /^\p{sc=Han}{2,}$/u.test(word))
  const byLengthDescending = runs.sort((a, b) => b.length - a.length)
  return new RegExp(
    byLengthDescending.length > 0 ? `(${byLengthDescending.join('|')})` : '(?!)',
    'u'
  )
}

/** Splits a folded run of Chinese at the words that the file knows; those stand at odd places. */
export const splitAtKnown = (run: string, { known }: Relations): string[] => run.split(known)

/** Every word that means the same as others, and those others, folded. */
export const equalWords = ({ equal }: Relations): Record<string, string[]> =>
  Object.fromEntries(Array.from(equal, ([word, others]) => [word, others.map(fold)]))

/** The query that also finds words which mean the same as those typed outside quotes. */
export const withSynonyms = (query: Query, { equal }: Relations): Query => ({
  ...query,
  all: query.all.map((terms) => withOthers(terms, (term) => others(term, equal)))
})

/** The query with related words too; `undefined` where none are known. */
export function withRelated(query: Query, { equal, related }: Relations): Query | undefined {
  const knows = query.all.flat().some((term) => others(term, related).length > 0)
  if (!knows) return undefined
  const widened = (terms: Term[]) =>
    withOthers(terms, (term) => [...others(term, equal), ...others(term, related)])
  return { ...query, all: query.all.map(widened) }
}

/** What was typed, and once each what else it may be called. */
function withOthers(terms: Term[], find: (term: Term) => Term[]): Term[] {
  const typed = terms.filter(({ isSynonym }) => !isSynonym)
  const known = new Map([...terms, ...typed.flatMap(find)].map((term) => [fold(term.text), term]))
  for (const term of typed) known.set(fold(term.text), term)
  return [...known.values()]
}

const others = ({ text, isQuoted }: Term, words: Map<string, string[]>): Term[] =>
  isQuoted ? [] : (words.get(fold(text)) ?? []).map(asSynonym)

const asSynonym = (text: string): Term => ({ text, isQuoted: false, isSynonym: true })
