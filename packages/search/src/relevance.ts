import type { Locale } from '@stoa/core'
import { languagesRead } from '@stoa/core/languages'
import { articleOf } from './articles/article.ts'
import type { Match } from './engine.ts'
import type { Query } from './query.ts'
import { asksHow } from './question-words.ts'
import { asksForScams } from './scams.ts'

/** All weights of the ranking. A match's text rank is multiplied by each factor that applies. */
export const weights = {
  /** Weight of a word in the title and of one in the body. */
  title: 1,
  body: 0.4,
  /** All words in title and tags; otherwise one word repeated in the body would come close. */
  wholeInTitle: 2,
  /** A match by a synonym, relative to the typed word. */
  synonym: 0.4,
  /** Words of a Chinese sentence apart from each other, relative to adjacent ones. */
  apart: 0.5,
  /** A match of most of the words. */
  most: 0.01,
  /** A match of some of the words, relative to most. */
  some: 0.5,
  /** Added for Meilisearch's score, which lies between 0 and 1. */
  foundScore: 0.1,
  /** Written in the reader's language, and in one that its readers read too. */
  readersLanguage: 1.5,
  alsoRead: 1.4,
  official: 1.15,
  /** An article: above a thread of equal text, whatever marks and votes that has. */
  article: 3,
  /** An article with all words, in addition; one that a wider search finds, likewise. */
  wholeArticle: 4,
  articleInWider: 3,
  accepted: 1.4,
  /** Used for threads similar to a draft. */
  solved: 1.3,
  outdated: 0.5,
  /** A report of a scam has the words of everything it imitates; unless the query asks for one. */
  scam: 0.05,
  /** An article that explains how, if the query asks how. */
  howTo: 2,
  /** Added to 1 for each power of ten of votes. */
  votes: 0.25,
  /** Years after which half of the rank is left. */
  halfLife: 6
}

const year = 365.25 * 24 * 3600_000

/** Who asks for what, and when. */
type Asked = { words: Query; locale: Locale; now: string }

/** Sorts matches for the reader who asks, best first. */
export function byRelevance(matches: Match[], { words, locale, now }: Asked): Match[] {
  const intent = intentOf(words)
  return matches
    .map((match) => ({ match, score: scoreOf(match, locale, Date.parse(now)) * intent(match) }))
    .sort((a, b) => b.score - a.score || b.match.postId - a.match.postId)
    .map(({ match }) => match)
}

function scoreOf(match: Match, locale: Locale, now: number): number {
  const age = Math.max(0, now - Date.parse(match.writtenAt)) / year
  return (
    match.textRank *
    languageWeight(match.language, locale) *
    (match.official ? weights.official : 1) *
    (articleOf(match.postId) === undefined ? 1 : weights.article) *
    (match.accepted ? weights.accepted : 1) *
    (match.outdated ? weights.outdated : 1) *
    (1 + weights.votes * Math.log10(1 + Math.max(0, match.votes))) *
    2 ** (-age / weights.halfLife)
  )
}

/** Factor for what a query asks for beside its words. */
function intentOf(words: Query): (match: Match) => number {
  const scam = asksForScams(words) ? 1 : weights.scam
  const howTo = asksHow(words) ? weights.howTo : 1
  return ({ ofScam, isHowTo }) => (ofScam ? scam : 1) * (isHowTo ? howTo : 1)
}

/** Factor for a text's language. */
export function languageWeight(language: Locale, reader: Locale): number {
  if (language === reader) return weights.readersLanguage
  return languagesRead(reader).includes(language) ? weights.alsoRead : 1
}
