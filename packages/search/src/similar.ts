import { sql, type SQL } from 'drizzle-orm'
import type { Actor, Locale } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { visibleThreads } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/tables'
import type { Draft } from './engine.ts'
import { quoted } from './lexemes.ts'
import { firstMark } from './marks.ts'
import { assembled, newestFirst, places } from './newest-first.ts'
import { newestBefore } from './newest.ts'
import { rarest, type Rarity } from './rarity.ts'
import { languageWeight, weights } from './relevance.ts'
import { unspaced } from './tokens.ts'
import { distinctiveLexemes } from './tsquery.ts'

const candidateLimit = 120
const maxTitleWords = 8
const maxBodyWords = 6
/** Number of rarest lexemes that suffice alone, and of those that are combined in pairs. */
const alone = 4
const inPairs = 6
/** Weight of a word in the draft's text relative to its title, and of a match in a post's body. */
const ofDraftsBody = 0.4
const inBody = 0.35
/** Minimum share of the title's words, weighted by rarity, that a thread must contain. */
const minScore = 0.25

type Weighed = { lexeme: string; weight: number }
/** A thread or article, and the weight of the draft's words that it has. */
export type FoundAlike = { id: number; score: number; solved: boolean; language: Locale }

export type SimilarSearch = { draft: Draft; locale: Locale; limit: number; rarity: Rarity }

/** Finds documents that may be similar: sub-selects of `id` and `vector`, of which `limit` are read. */
export type Candidates = (lexemes: Distinctive) => Promise<CandidateList[]>
type CandidateList = { found: SQL; limit: number }

/** The rarest lexemes of a draft: each one of the first suffices alone, the others only in pairs. */
export type Distinctive = { alone: string[]; pairs: [string, string][] }

/**
 * Finds threads of any age that the actor may read and that share words with a draft. Rare words
 * count more; solved threads and those in the reader's language are preferred.
 * @returns their ids, best first
 */
export const findSimilar = (
  db: Database,
  actor: Actor,
  search: SimilarSearch,
  candidates: Candidates
): Promise<number[]> =>
  findAlike(search, async (lexemes, score) => {
    const found = await candidates(lexemes)
    return (await Promise.all(found.map((one) => read(db, actor, one, score)))).flat()
  })

/** Reads what has one of the words, with its score; a document is `found.vector` to the score. */
type ReadAlike = (lexemes: Distinctive, score: SQL) => Promise<FoundAlike[]>

/** Ids of what shares enough words with a draft, best first for a reader of `locale`. */
export async function findAlike(
  { draft, locale, limit, rarity }: SimilarSearch,
  readAlike: ReadAlike
): Promise<number[]> {
  const title = weighed(draft.title, rarity, 1).slice(0, maxTitleWords)
  const known = new Set(title.map(({ lexeme }) => lexeme))
  const body = weighed(draft.body ?? '', rarity, ofDraftsBody)
    .filter(({ lexeme }) => !known.has(lexeme))
    .slice(0, maxBodyWords)
  const lexemes = title.length > 0 ? title : body
  if (lexemes.length === 0) return []
  const score = scoreOf([...title, ...body])
  const found = await readAlike(distinctive(lexemes.map(({ lexeme }) => lexeme)), score)
  const revealing = lexemes.filter(({ weight }) => weight > ofUnknownPair)
  const enough = minScore * revealing.reduce((sum, { weight }) => sum + weight, 0)
  return best(found, locale, enough).slice(0, limit)
}

/**
 * Candidates in the index of PostgreSQL.
 * @param isPresentFormat whether all documents have the current format; otherwise only titles are
 * searched
 */
export const candidatesIn =
  (db: Database, isPresentFormat: boolean): Candidates =>
  async (lexemes) => {
    const place = isPresentFormat ? inPosts : inTitles
    const newest = await newestBefore(db, undefined)
    return literalsOf(lexemes).map((literal) => ({
      found: newestFirst({ ...place, newest, words: { all: [literal] } }),
      limit: candidateLimit
    }))
  }

const inPosts = { place: places.posts, marks: [[firstMark]] }
const inTitles = { place: places.titles, marks: [] }

// In unspaced scripts most pairs of characters are no words, but the end of one and the beginning
// of another.
const isPair = new RegExp(`^${unspaced}`, 'v')
const ofUnknownPair = 2

function notifies(lexeme: string, rarity: Rarity): number {
  const bits = rarity(lexeme)
  return bits === rarest && isPair.test(lexeme) ? ofUnknownPair : bits
}

const weighed = (text: string, rarity: Rarity, factor: number): Weighed[] =>
  distinctiveLexemes(text)
    .map((lexeme) => ({ lexeme, weight: factor * notifies(lexeme, rarity) }))
    .sort((a, b) => b.weight - a.weight)

function distinctive(lexemes: string[]): Distinctive {
  const rare = lexemes.slice(0, inPairs)
  const pairs = rare.flatMap((one, at) =>
    rare.slice(at + 1).map((other): [string, string] => [one, other])
  )
  return { alone: rare.slice(0, alone), pairs }
}

export const literalsOf = ({ alone, pairs }: Distinctive): string[] =>
  [alone.map(quoted), pairs.map(([one, other]) => `(${quoted(one)} & ${quoted(other)})`)]
    .filter((any) => any.length > 0)
    .map((any) => any.join(' | '))

/** Score of a document: the sum of the weights of the lexemes that it contains. */
function scoreOf(lexemes: Weighed[]): SQL {
  const parts = lexemes.map(({ lexeme, weight }) => {
    const has = (query: string) => sql`found.vector @@ ${query}::tsquery`
    return sql`case when ${has(`${quoted(lexeme)}:A`)} then ${weight}::real
      when ${has(quoted(lexeme))} then ${weight * inBody}::real else 0 end`
  })
  return sql.join(parts, sql` + `)
}

const read = (db: Database, actor: Actor, { found, limit }: CandidateList, score: SQL) =>
  db.execute<FoundAlike>(sql`
    select ${threads.id} as id, ${score} as score, ${threads.language} as language,
      ${threads.solvedAt} is not null as solved
    from ${found} as newest
    join ${posts} on ${posts.id} = newest.id
    join ${threads} on ${threads.id} = ${posts.threadId}
    cross join lateral ${assembled} as found
    where ${visibleThreads(actor)} limit ${limit}`)

function best(found: FoundAlike[], locale: Locale, enough: number): number[] {
  const scores = new Map(
    found
      .filter(({ score }) => score >= enough)
      .map((one) => [one.id, one.score * preference(one, locale)])
  )
  return [...scores.keys()].sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0) || b - a)
}

const preference = ({ solved, language }: FoundAlike, locale: Locale) =>
  (solved ? weights.solved : 1) * languageWeight(language, locale)
