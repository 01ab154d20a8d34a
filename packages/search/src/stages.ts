import type { Context } from '@stoa/core'
import type { EngineQuery, Found, Least } from './engine.ts'
import { countIn, isFew, withFewArticles, withMore, type Kind } from './found.ts'
import { searcherOf } from './searcher.ts'
import type { Query } from './query.ts'
import { weights } from './relevance.ts'
import { corrections } from './spelling.ts'
import { withoutQuestionWords } from './question-words.ts'
import { relationsOf } from './relations.ts'
import { withRelated, withSynonyms, type Relations } from './synonyms.ts'
import { wordsOf } from './words.ts'

type Wanted = Omit<EngineQuery, 'actor' | 'least' | 'readableArticles'>

/** What was found and with which words; `meant` and `onlySome` as in the contract. */
export type Staged = Found & Stage
type Stage = { words: Query; meant: string | null; onlySome: boolean }

/**
 * Searches the typed words with their synonyms. If little is found, it adds posts with the words
 * apart from each other, or with most of them. If nothing is found, it tries related words, then
 * corrected spelling, and finally some of the words.
 */
export async function findInStages(ctx: Context, asked: Wanted): Promise<Staged> {
  const wanted = { ...asked, words: withoutQuestionWords(asked.words) }
  const { kind } = asked.filters
  const actor = await searcherOf(ctx)
  const readableArticles = ctx.ports.articles.readableArticles(ctx)
  const find: Find = (words, least = 'all') =>
    ctx.ports.searchEngine.find({ ...wanted, words, least, actor, readableArticles })
  const relations = await relationsOf(ctx)
  const typed = withSynonyms(wanted.words, relations)
  const apart = wordsApart(wanted.words, relations)
  const inParts = isSentence(typed, apart) ? find(apart) : undefined
  // It may fail unseen if nobody needs it.
  inParts?.catch(() => undefined)
  const whole = { ...(await find(typed)), words: typed, meant: null, onlySome: false }
  const first = await widened(whole, wanted, find, apart, inParts)
  if (typed.all.length === 0) return first
  let all = first
  for await (const stage of laterStages(ctx, wanted.words, relations, find)) {
    if (countIn(all, kind) > 0) break
    const found = stage.onlySome
      ? withFewArticles(await someOf(stage.words, find, kind), kind)
      : await find(stage.words)
    // Articles alone have these words: threads with similar ones come below them.
    if (all.matches.length > 0) all = joined(all, stage.words, found, weights.most)
    else if (found.matches.length > 0) all = { ...found, ...stage }
  }
  return all
}

/** Finds posts with most of the words, followed by posts with some. */
async function someOf(words: Query, find: Find, kind: Kind): Promise<Found> {
  const some = () => find(words, 'some')
  if (words.all.length < 3) return some()
  const most = await find(words, 'most')
  return isFew(most, kind) ? withMore(most, await some(), weights.some) : most
}

type Find = (words: Query, least?: Least) => Promise<Found>

/**
 * A query in which each word of a Chinese sentence is a group of its own. A sentence that is known as
 * a whole, as 提现失败, is cut into its words.
 */
function wordsApart(typed: Query, relations: Relations): Query {
  const known = wordsOf(typed, relations)
  const isCut = known.length > typed.all.length
  const all = isCut ? known : wordsOf(typed, { ...relations, known: relations.words })
  return withSynonyms({ ...typed, all: all.slice(0, maxWords) }, relations)
}

/**
 * Whether a typed text is a sentence of three or more words. Hardly any post contains it, so its words
 * are searched at the same time.
 */
const isSentence = (typed: Query, apart: Query) =>
  apart.all.length > 2 && apart.all.length > typed.all.length

/**
 * Adds posts that have the words of Chinese sentences apart, and ranks posts with most of the words
 * below them. Sorted by time they would mix, so these are added for relevance only.
 * @param inParts the search for `apart` if it has begun already
 */
async function widened(
  found: Staged,
  { words: typed, sort, filters: { kind } }: Wanted,
  find: Find,
  apart: Query,
  inParts?: Promise<Found>
): Promise<Staged> {
  const { length } = apart.all
  if (length < 2) return found
  let all = found
  if (length !== typed.all.length && isFew(all, kind))
    all = joined(all, apart, await (inParts ?? find(apart)), weights.apart)
  if (sort === 'relevance' && countIn(all, kind) > 0 && isFew(all, kind))
    all = joined(all, apart, await find(apart, 'most'), weights.most)
  return all
}

const joined = (found: Staged, words: Query, more: Found, weight: number): Staged => ({
  ...found,
  ...withMore(found, more, weight),
  words: { ...found.words, all: [...found.words.all, ...words.all] }
})

async function* laterStages(
  ctx: Context,
  typed: Query,
  relations: Relations,
  find: Find
): AsyncGenerator<Stage> {
  const related = withRelated(typed, relations)
  if (related) yield { words: related, meant: null, onlySome: false }
  const corrected = await corrections(ctx, typed)
  for (const { words, text } of corrected)
    yield { words: withSynonyms(words, relations), meant: text, onlySome: false }
  const [first] = corrected
  const isSeen = first !== undefined && (await seesNew(first.words, typed, find))
  const best = isSeen ? first : { words: typed, text: null }
  const some = eachWord(best.words, relations)
  if (isOther(some, typed))
    yield {
      words: withRelated(some, relations) ?? withSynonyms(some, relations),
      meant: best.text,
      onlySome: true
    }
}

/**
 * Whether the actor may see each of the replaced words. Posts that were public when words were
 * collected may have been hidden since.
 */
async function seesNew({ all }: Query, typed: Query, find: Find): Promise<boolean> {
  const known = new Set(typed.all.flat().map(({ text }) => text))
  const added = all.flat().filter(({ text }) => !known.has(text))
  const found = await Promise.all(
    added.map((term) => find({ all: [[term]], none: [], filters: {} }))
  )
  return found.every(({ matches }) => matches.length > 0)
}

/** Makes every distinctive word a group of its own. */
function eachWord(query: Query, relations: Relations): Query {
  const apart = { ...relations, known: relations.words }
  const words = wordsOf(query, apart).flat().slice(0, maxWords)
  return { ...query, all: words.map((term) => [term]) }
}

const isOther = ({ all: [first, ...rest] }: Query, typed: Query) =>
  rest.length > 0 || first?.[0]?.text !== typed.all[0]?.[0]?.text

// Each word is searched in every match.
const maxWords = 12
