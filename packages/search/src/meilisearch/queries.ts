import { fold } from '../normalization.ts'
import type { Query, Term } from '../query.ts'

/** The number of combinations grows with each choice; further ones are cut off. */
const maxQueries = 8

/**
 * Texts to send for a query. Meilisearch has no OR, so there is one text per combination of
 * alternatives. Its settings handle synonyms.
 */
export function queriesOf({ all, none }: Query): string[] {
  const without = none.map((term) => `-${written(term)}`)
  const choices = all.map((terms) => terms.filter(({ isSynonym }) => !isSynonym).map(written))
  return waysOf(choices)
    .slice(0, maxQueries)
    .map((words) => [...words, ...without].join(' '))
}

const waysOf = (choices: string[][]): string[][] =>
  choices.reduce<string[][]>(
    (ways, choice) => ways.flatMap((way) => choice.map((word) => [...way, word])),
    [[]]
  )

// A quote ends a phrase and cannot be escaped; no token contains one.
const written = ({ text, isQuoted }: Term) => {
  const folded = fold(text).replace(/["“”]/g, ' ').trim()
  return isQuoted || /^-/.test(folded) ? `"${folded}"` : folded
}
