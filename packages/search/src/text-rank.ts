import { sql, type SQL } from 'drizzle-orm'
import { byCoverage, coverageOf } from './coverage.ts'
import type { EngineQuery, Least, Match } from './engine.ts'
import { matchColumns, toMatch, type MatchRow } from './matches.ts'
import { weights } from './relevance.ts'
import { toTitleTsquery, toTsquery, toTypedTsquery } from './tsquery.ts'

/** A document with its text rank and, if not all words are required, the words it has. */
export type RankedRow = MatchRow & { has: number[] }

/** Columns of a `RankedRow`; the query must join `posts` and `threads` to documents named `found`. */
export const rankedColumns = (query: EngineQuery): SQL =>
  sql`${matchColumns}, ${textRank(query)} as "textRank", ${coverageOf(query)} as has`

/** Matches of rows, whichever engine found them; of articles, the best language. */
export const ranked = (rows: RankedRow[], least: Least): Match[] =>
  oncePerArticle(
    byCoverage(
      rows.map(({ has, ...row }) => ({ match: toMatch(row), has })),
      least
    )
  )

// Weights of title (A) and body (B); C and D are not used.
const rankWeights = `{0,0,${weights.body},${weights.title}}`

/** Expression for the rank of the `vector` of `found`. */
export function textRank({ words, least }: EngineQuery): SQL {
  // `byCoverage` ranks these matches; between equals, the shorter text has the words more densely.
  if (least !== 'all') return sql`1 / (1 + ln(1 + length(found.vector)))`
  const tsquery = toTsquery(words)
  if (tsquery === '') return sql`1`
  const typed = toTypedTsquery(words)
  const rank = (text: string) =>
    sql`ts_rank(${rankWeights}::real[], found.vector, ${text}::tsquery, 1)`
  const inText =
    typed === tsquery
      ? rank(tsquery)
      : sql`(${rank(typed)} + ${weights.synonym}::real * ${rank(tsquery)})`
  const titled = sql`found.vector @@ ${toTitleTsquery(words)}::tsquery`
  return sql`${inText} * case when ${titled} then ${weights.wholeInTitle}::real else 1 end`
}

/** Of an article that several languages match, the best match. */
function oncePerArticle(matches: Match[]): Match[] {
  const best = new Map<number, Match>()
  for (const match of matches) {
    const known = best.get(match.postId)
    if (!known || known.textRank < match.textRank) best.set(match.postId, match)
  }
  return [...best.values()]
}
