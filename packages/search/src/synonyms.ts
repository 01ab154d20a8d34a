import type { Query, Term } from './query.ts'
import { fold } from './folding.ts'
import { relatedWords } from './related-words.ts'

type Relations = { equal: Map<string, string[]>; related: Map<string, string[]> }

/**
 * Reads a file of related words: on a line words with `=` between them mean the same, words with `~`
 * between them are related only. What follows a `#` is a comment.
 */
export function readRelations(file: string): Relations {
  const relations: Relations = { equal: new Map(), related: new Map() }
  for (const line of file.split('\n').map((text) => text.replace(/#.*/, ''))) {
    add(relations.related, line.includes('~') ? line.split(/[=~]/) : [])
    for (const part of line.split('~')) add(relations.equal, part.split('='))
  }
  return relations
}

function add(to: Map<string, string[]>, words: string[]) {
  const named = words.map((word) => word.trim()).filter((word) => word !== '')
  for (const word of named) {
    const others = named.filter((other) => other !== word)
    if (others.length > 0) to.set(fold(word), [...(to.get(fold(word)) ?? []), ...others])
  }
}

const relations = readRelations(relatedWords)

/** Splits a folded run of Chinese at the words that the file knows; those stand at odd places. */
export const splitAtKnown = (run: string): string[] => run.split(known)

const known = knownPattern(relations)

// The longest first: 二次验证 before 验证.
function knownPattern({ equal, related }: Relations): RegExp {
  const words = [...equal.keys(), ...related.keys()]
  const runs = words.filter((word) => /^\p{sc=Han}{2,}$/u.test(word))
  return new RegExp(`(${runs.sort((a, b) => b.length - a.length).join('|')})`, 'u')
}

/** Every word that means the same as others, and those others, folded. */
export const equalWords = (): Record<string, string[]> =>
  Object.fromEntries(Array.from(relations.equal, ([word, others]) => [word, others.map(fold)]))

/** The query that also finds words which mean the same as those typed outside quotes. */
export const withSynonyms = (query: Query): Query => ({
  ...query,
  all: query.all.map((terms) => [...terms, ...terms.flatMap((term) => others(term, 'equal'))])
})

/** The query with related words too; `undefined` where none are known. */
export function withRelated(query: Query): Query | undefined {
  const knows = query.all.flat().some((term) => others(term, 'related').length > 0)
  if (!knows) return undefined
  const widened = (terms: Term[]) => [
    ...terms,
    ...terms.flatMap((term) => [...others(term, 'equal'), ...others(term, 'related')])
  ]
  return { ...query, all: query.all.map(widened) }
}

const others = ({ text, isQuoted }: Term, kind: keyof Relations): Term[] =>
  isQuoted ? [] : (relations[kind].get(fold(text)) ?? []).map(asSynonym)

const asSynonym = (text: string): Term => ({ text, isQuoted: false, isSynonym: true })
