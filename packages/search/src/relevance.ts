import type { Locale } from '@stoa/core'
import type { Match } from './engine.ts'

/**
 * Everything that decides what stands above what. How well the words match is multiplied by each
 * factor that applies.
 */
export const weights = {
  /** A word in the title against one in the body, and the body itself. */
  title: 1,
  body: 0.4,
  /** All of the words in title and tags; one word in the body many times would come close else. */
  wholeInTitle: 2,
  /** What matches only by a synonym, against the word that was typed. */
  synonym: 0.4,
  /** What has the words of a Chinese sentence apart, against side by side. */
  apart: 0.5,
  /** What has most of the words only. */
  most: 0.01,
  /** What has some of them only, against most. */
  some: 0.5,
  /** Written in the language of the reader; the other Chinese script counts as nearly theirs. */
  readersLanguage: 1.5,
  otherScript: 1.4,
  official: 1.15,
  accepted: 1.4,
  /** Among threads like a draft. */
  solved: 1.3,
  outdated: 0.5,
  /** Added to 1 for every tenfold of votes. */
  votes: 0.25,
  /** Years after which half of the weight is left. */
  halfLife: 6
}

const year = 365.25 * 24 * 3600_000

/** Matches in the order in which a reader of `locale` should see them, best first. */
export const byRelevance = (matches: Match[], locale: Locale, now: string): Match[] =>
  matches
    .map((match) => ({ match, score: scoreOf(match, locale, Date.parse(now)) }))
    .sort((a, b) => b.score - a.score || b.match.postId - a.match.postId)
    .map(({ match }) => match)

function scoreOf(match: Match, locale: Locale, now: number): number {
  const age = Math.max(0, now - Date.parse(match.writtenAt)) / year
  return (
    match.textRank *
    languageWeight(match.language, locale) *
    (match.official ? weights.official : 1) *
    (match.accepted ? weights.accepted : 1) *
    (match.outdated ? weights.outdated : 1) *
    (1 + weights.votes * Math.log10(1 + Math.max(0, match.votes))) *
    2 ** (-age / weights.halfLife)
  )
}

/** What it counts that something is written in a language. */
export function languageWeight(language: Locale, reader: Locale): number {
  if (language === reader) return weights.readersLanguage
  return language !== 'en' && reader !== 'en' ? weights.otherScript : 1
}
