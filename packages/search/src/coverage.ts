import { sql, type SQL } from 'drizzle-orm'
import type { EngineQuery, Least, Match } from './engine.ts'
import type { Term } from './query.ts'
import { oneOf } from './tsquery.ts'

/**
 * A match with one number per group of words: 10 if the group is in title or tags, 5 if in the
 * text, 0 if nowhere; 6 and 3 if only a synonym is there.
 */
export type Covering = { match: Match; has: number[] }

const whole = 5

/**
 * Expression for `has` of a match, computed from the `vector` of `found`; empty if all words are
 * required anyway.
 */
export function coverageOf({ words, least }: Pick<EngineQuery, 'words' | 'least'>): SQL {
  if (least === 'all') return sql`array[]::int[]`
  const has = (tsquery: string) => sql`found.vector @@ ${tsquery}::tsquery`
  const groups = words.all.map((terms) => {
    const typed = terms.filter(({ isSynonym }) => !isSynonym)
    const places = [
      ...placesOf(typed, 10, 5),
      ...(typed.length < terms.length ? placesOf(terms, 6, 3) : [])
    ]
    const cases = places.map(([tsquery, value]) => sql`when ${has(tsquery)} then ${value}::int`)
    return sql`case ${sql.join(cases, sql` `)} else 0 end`
  })
  return sql`array[${sql.join(groups, sql`, `)}]`
}

const placesOf = (terms: Term[], inTitle: number, inText: number) =>
  [
    [oneOf(terms, { onlyTitle: true }), inTitle],
    [oneOf(terms), inText]
  ] as const

// Words in other posts of the thread count a little: replies rarely quote the title.
const elsewhere = 0.25
// Among posts with the same words, the shorter text ranks first.
const density = 0.2
/** Minimum share of the query that a post with `most` of the words must cover. */
const maxShare = 0.5

/**
 * Ranks matches of some of the words by how much of the query they cover. A word counts more if few
 * matches have it, and twice as much in the title as in the text. Matches of all words are returned
 * unchanged.
 */
export function byCoverage(found: Covering[], least: Least): Match[] {
  if (!found[0]?.has.length) return found.map(({ match }) => match)
  const worth = worthOf(found)
  const threads = bestByThread(found)
  return found.flatMap(({ match, has }) => {
    const inThread = threads.get(match.threadId) ?? has
    if (least === 'most' && sumOf(has.map(anywhere), worth) < maxShare) return []
    const own = sumOf(has, worth)
    const all = own + elsewhere * (sumOf(inThread, worth) - own)
    return [{ ...match, textRank: all * all + density * match.textRank }]
  })
}

const anywhere = (has: number) => (has > 0 ? whole : 0)

/**
 * Weight of each group of words, by its rarity among the matches; the sum is 1. A group that no
 * match has weighs nothing.
 */
function worthOf(found: Covering[]): number[] {
  const counts = (found[0]?.has ?? []).map((_, at) => found.filter(({ has }) => has[at]).length)
  const rarity = counts.map((count) =>
    count === 0 ? 0 : Math.log(1 + found.length / (count + 0.5))
  )
  const sum = rarity.reduce((a, b) => a + b, 0)
  return rarity.map((one) => one / (sum || 1))
}

function bestByThread(found: Covering[]): Map<number, number[]> {
  const threads = new Map<number, number[]>()
  for (const { match, has } of found) {
    const known = threads.get(match.threadId) ?? has
    threads.set(
      match.threadId,
      known.map((one, at) => Math.max(one, has[at] ?? 0))
    )
  }
  return threads
}

const sumOf = (has: number[], worth: number[]) =>
  worth.reduce((sum, one, at) => sum + ((has[at] ?? 0) / whole) * one, 0)
