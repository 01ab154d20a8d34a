import type { Least, Match } from './engine.ts'

/** A match and which groups of the words it has, in their order. */
export type Covering = { match: Match; has: boolean[] }

// What another post of the thread has counts too, as people quote titles less than they answer them.
const elsewhere = 0.25
// Among posts with the same words the one that has them more densely goes first.
const density = 0.2
/** The share of what was typed that a post has which has most of it. */
const most = 0.5

/**
 * Matches of some of the words, ranked by how much of what was typed they cover: a word that few of
 * the matches have tells more than one that most have. Matches of all words stay as they are.
 */
export function byCoverage(found: Covering[], least: Least): Match[] {
  if (!found[0]?.has.length) return found.map(({ match }) => match)
  const worth = worthOf(found)
  const threads = wordsByThread(found)
  return found.flatMap(({ match, has }) => {
    const inThread = threads.get(match.threadId) ?? has
    const own = sumOf(has, worth)
    if (least === 'most' && own < most) return []
    const whole = own + elsewhere * (sumOf(inThread, worth) - own)
    return [{ ...match, textRank: whole * whole + density * match.textRank }]
  })
}

/** What each group of words is worth; together 1. */
function worthOf(found: Covering[]): number[] {
  const counts = (found[0]?.has ?? []).map((_, at) => found.filter(({ has }) => has[at]).length)
  const rarity = counts.map((count) => Math.log(1 + found.length / (count + 0.5)))
  const sum = rarity.reduce((a, b) => a + b, 0)
  return rarity.map((one) => one / sum)
}

function wordsByThread(found: Covering[]): Map<number, boolean[]> {
  const threads = new Map<number, boolean[]>()
  for (const { match, has } of found) {
    const known = threads.get(match.threadId)
    threads.set(match.threadId, known ? known.map((one, at) => one || (has[at] ?? false)) : has)
  }
  return threads
}

const sumOf = (has: boolean[], worth: number[]) =>
  worth.reduce((sum, one, at) => sum + (has[at] ? one : 0), 0)
