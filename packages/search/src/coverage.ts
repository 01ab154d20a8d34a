import { sql, type SQL } from 'drizzle-orm'
import type { EngineQuery, Least, Match } from './engine.ts'
import type { Term } from './query.ts'
import { oneOf } from './tsquery.ts'

/**
 * A match and where it has each group of the words: 10 in title or tags, 5 in its text, 0 nowhere;
 * 6 and 3 where it has only another word for it.
 */
export type Covering = { match: Match; has: number[] }

const whole = 5

/** What `has` of a match is read from, the `vector` of `found`; empty where it must have all words. */
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

// What another post of the thread has counts too, as people quote titles less than they answer them.
const elsewhere = 0.25
// Among posts with the same words the one that has them more densely goes first.
const density = 0.2
/** The share of what was typed that a post has which has most of it. */
const maxShare = 0.5

/**
 * Matches of some of the words, ranked by how much of what was typed they cover: a word that few of
 * the matches have tells more than one that most have, and one in the title as much as two in the
 * text. Matches of all words stay as they are.
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

/** What each group of words is worth, together 1; what nobody has tells nothing. */
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
