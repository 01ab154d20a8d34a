import { setImmediate as nextTurn } from 'node:timers/promises'
import { RE2JS } from 're2js'
import type { Passage } from '../detector.ts'
import { loose } from '../text-forms/loose.ts'
import { passagesIn, patternSearch } from './pattern-search.ts'

/** `words` are found in any disguise, a `pattern` (RE2) only as written. */
export const filterForms = ['words', 'pattern'] as const
export type FilterForm = (typeof filterForms)[number]
export type FilterOf<A extends string> = { form: FilterForm; value: string; action: A }
export type Match<A extends string> = Passage & { action: A }
type Finder<A extends string> = (text: string) => Promise<Match<A>[]>

/** Larger programs take too long for long texts, although matching is linear. */
const maxSteps = 500
const shortText = 6_000

/**
 * True if the value is usable: words with at least two letters, or a pattern that does not match
 * the empty string.
 */
export function isUsable({ form, value }: Pick<FilterOf<string>, 'form' | 'value'>): boolean {
  if (form === 'words') return Array.from(loose(value).text).length >= 2
  try {
    const pattern = RE2JS.compile(value)
    return pattern.programSize() <= maxSteps && !pattern.matcher('').find()
  } catch {
    return false
  }
}

/**
 * True if a pattern matches its own source, apart from escapes: then it contains the words
 * literally, and publishing it would reveal them.
 */
export const findsItself = (pattern: string): boolean =>
  patternSearch(pattern)(pattern.replaceAll('\\', '')).length > 0

/**
 * Compiles filters into one search, linear in the length of the text; it yields for long texts.
 * Matches are grouped by action and may overlap.
 */
export function compileFilters<A extends string>(filters: readonly FilterOf<A>[]): Finder<A> {
  const searches = [...wordSearches(filters), ...patternSearches(filters)]
  return async (text) => {
    const found: Match<A>[] = []
    for (const search of searches) {
      found.push(...search(text))
      if (text.length > shortText) await nextTurn()
    }
    return found
  }
}

type Search<A extends string> = (text: string) => Match<A>[]

const patternSearches = <A extends string>(filters: readonly FilterOf<A>[]): Search<A>[] =>
  filters
    .filter(({ form }) => form === 'pattern')
    .map(({ value, action }) => {
      const search = patternSearch(value)
      return (given) => search(given).map((passage) => ({ action, ...passage }))
    })

/** One search for all words of an action. */
function wordSearches<A extends string>(filters: readonly FilterOf<A>[]): Search<A>[] {
  const words = filters.filter(({ form }) => form === 'words')
  return [...Map.groupBy(words, ({ action }) => action)].map(([action, given]) => {
    const forms = given.map(({ value }) => loose(value).text).sort((a, b) => b.length - a.length)
    const pattern = RE2JS.compile(forms.map((form) => RE2JS.quote(form)).join('|'))
    return (given) => {
      const { text, at } = loose(given)
      return passagesIn(pattern, text)
        .map(({ start, end }) => ({ action, start: at(start), end: at(end - 1) + 1 }))
        .filter((match) => isWhole(given, match))
    }
  })
}

const joins = /[\p{L}\p{N}]/u
const han = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u

/** Han may stand beside anything; other words must be whole: "pass" is not in "compass". */
function isWhole(text: string, { start, end }: Passage): boolean {
  const isCut = (inside = '', outside = '') =>
    joins.test(outside) && !han.test(outside) && !han.test(inside)
  return !isCut(text[start], text[start - 1]) && !isCut(text[end - 1], text[end])
}
