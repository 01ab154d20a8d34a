import { setImmediate as nextTurn } from 'node:timers/promises'
import { RE2JS } from 're2js'
import type { Passage } from './finding.ts'
import { loose } from './loose.ts'
import { passagesIn, patternSearch } from './pattern-search.ts'

/** `words` are found however they are disguised, a `pattern` (RE2) as it stands. */
export const filterForms = ['words', 'pattern'] as const
export type FilterForm = (typeof filterForms)[number]
export type FilterOf<A extends string> = { form: FilterForm; value: string; action: A }
export type Match<A extends string> = Passage & { action: A }
type Finder<A extends string> = (text: string) => Promise<Match<A>[]>

/** A pattern of more steps takes too long of a long text, though in linear time. */
const maxSteps = 500
const shortText = 6_000

/** Whether a value can be looked for: a word with two letters at least, a pattern that is none of nothing. */
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
 * Whether a pattern finds its own text, whatever it escapes: it is the words themselves then, or they are a
 * part of it, and whoever reads it reads them.
 */
export const findsItself = (pattern: string): boolean =>
  patternSearch(pattern)(pattern.replaceAll('\\', '')).length > 0

/**
 * Looks for all of these at once, in time that grows with the length of the text alone; a long text in
 * turns. Passages come by action, and may overlap.
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

/** Han stand beside anything; other words are no part of a longer one: "pass" is not in "compass". */
function isWhole(text: string, { start, end }: Passage): boolean {
  const isCut = (inside = '', outside = '') =>
    joins.test(outside) && !han.test(outside) && !han.test(inside)
  return !isCut(text[start], text[start - 1]) && !isCut(text[end - 1], text[end])
}
