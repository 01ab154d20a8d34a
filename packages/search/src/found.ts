import { articleOf } from './articles/article.ts'
import type { EngineQuery, Found, Match } from './engine.ts'
import { weights } from './relevance.ts'

/** Threads that fill the first screen; with fewer, the search is widened. */
const enough = 10

export type Kind = EngineQuery['filters']['kind']

/** Articles are found beside threads and do not stand in for them, unless they alone are wanted. */
export const countIn = ({ matches }: Found, kind: Kind) =>
  new Set(
    matches
      .map(({ threadId }) => threadId)
      .filter((id) => kind === 'article' || articleOf(id) === undefined)
  ).size

export const isFew = (found: Found, kind: Kind) => countIn(found, kind) < enough

const weightInWider = ({ postId }: Match) =>
  articleOf(postId) === undefined ? 1 : weights.articleInWider

/** Articles with some of the words: more would stand above the threads that answer. */
const articlesInWider = 10

/** The best few articles of a wider search, each in all its languages, and all its posts. */
export function withFewArticles(found: Found, kind: Kind): Found {
  if (kind === 'article') return found
  const ranked = found.matches.toSorted((a, b) => b.textRank - a.textRank)
  const articles = new Set(ranked.flatMap(({ threadId }) => articleOf(threadId) ?? []))
  const best = new Set([...articles].slice(0, articlesInWider))
  const isKept = (article: number | undefined) => article === undefined || best.has(article)
  return { ...found, matches: found.matches.filter(({ threadId }) => isKept(articleOf(threadId))) }
}

/** Adds what a wider search found, which ranks lower by `weight`. */
export function withMore(found: Found, more: Found, weight: number): Found {
  const known = new Set(found.matches.map(({ postId }) => postId))
  const others = more.matches
    .filter(({ postId }) => !known.has(postId))
    .map((match) => ({ ...match, textRank: match.textRank * weight * weightInWider(match) }))
  return {
    ...found,
    matches: [...found.matches, ...others],
    isComplete: found.isComplete && more.isComplete
  }
}
