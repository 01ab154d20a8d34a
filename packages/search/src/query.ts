import { locales, type Locale } from '@stoa/core'
import { dayShape } from './contract.ts'
import { pieces } from './tokens.ts'

/** Filters, as they can be typed: `author:anna solved:yes after:2026-01-31`. Days are UTC. */
export type Filters = {
  category?: string
  author?: string
  tag?: string
  kind?: 'question' | 'discussion' | 'article'
  solved?: boolean
  official?: boolean
  language?: Locale
  before?: string
  after?: string
  in?: 'title'
}

/** Adjacent words; quoted ones are searched exactly as typed. */
export type Term = { text: string; isQuoted: boolean; isSynonym?: boolean }

/** A query: one term of each group in `all` must match, and none of `none`. */
export type Query = { all: Term[][]; none: Term[]; filters: Filters }

/** The words of a query as one text. */
export const typedText = ({ all }: Pick<Query, 'all'>): string =>
  all.flatMap((terms) => terms.map(({ text }) => text)).join(' ')

type Read = (value: string) => Filters | undefined

const oneOf =
  <T extends string>(values: readonly T[], use: (value: T) => Filters): Read =>
  (value) => {
    const found = values.find((one) => one.toLowerCase() === value.toLowerCase())
    return found && use(found)
  }

const yesOrNo =
  (use: (value: boolean) => Filters): Read =>
  (value) => {
    if (/^(yes|true|1|是)$/i.test(value)) return use(true)
    return /^(no|false|0|否)$/i.test(value) ? use(false) : undefined
  }

const day =
  (use: (value: string) => Filters): Read =>
  (value) =>
    dayShape.safeParse(value).success ? use(value) : undefined

const readers = new Map<string, Read>([
  ['category', (category) => ({ category })],
  ['author', (name) => ({ author: name.replace(/^@/, '') })],
  ['tag', (tag) => ({ tag })],
  ['kind', oneOf(['question', 'discussion', 'article'], (kind) => ({ kind }))],
  ['solved', yesOrNo((solved) => ({ solved }))],
  ['official', yesOrNo((official) => ({ official }))],
  ['language', oneOf(locales, (language) => ({ language }))],
  ['before', day((before) => ({ before }))],
  ['after', day((after) => ({ after }))],
  ['in', oneOf(['title'], () => ({ in: 'title' }))]
])

// Matches -word, "a phrase" and name:value. A second hyphen belongs to the word, as in --help, and
// so does a hyphen before digits: -1021 is an error code.
const part =
  /(?<minus>-(?=[^-\s\d]))?(?:(?<name>[a-z]+)[:：](?=\S))?(?:["“「](?<phrase>[^"”」]*)["”」]?|(?<word>\S+))/giu

/** For searches without filters: every `name:value` is read as a word. */
export const noFilters: typeof readers = new Map()

const readFilter = (known: typeof readers, name: string | undefined, value: string) =>
  name ? known.get(name.toLowerCase())?.(value) : undefined

/**
 * Parses a query. A filter with an invalid value is searched as words, like every other word with a
 * colon; no input is an error.
 */
export function parseQuery(typed: string, known = readers): Query {
  const query: Query = { all: [], none: [], filters: {} }
  let joins = false
  for (const { 0: whole, groups = {} } of typed.matchAll(part)) {
    const isOr = whole === 'OR' && query.all.length > 0
    if (!isOr) addPart(query, known, groups, joins)
    joins = isOr
  }
  return query
}

function addPart(
  query: Query,
  known: typeof readers,
  groups: Record<string, string | undefined>,
  joins: boolean
) {
  const { minus, name, phrase, word } = groups
  const value = phrase ?? word ?? ''
  const text = name ? `${name}:${value}` : value
  const filter = minus ? undefined : readFilter(known, name, value)
  const term = { text, isQuoted: phrase !== undefined }
  if (filter) Object.assign(query.filters, filter)
  else if (pieces(text).length > 0) addTerm(query, term, Boolean(minus), joins)
}

function addTerm(query: Query, term: Term, isExcluded: boolean, joins: boolean) {
  const alternatives = joins ? query.all.at(-1) : undefined
  if (isExcluded) query.none.push(term)
  else if (alternatives) alternatives.push(term)
  else query.all.push([term])
}
