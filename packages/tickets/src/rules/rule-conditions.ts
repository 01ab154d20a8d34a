import type { DeskTopic, Locale } from '@stoa/core'
import { toSimplified } from '@stoa/guards'

/** All given conditions must match; of a list one value is enough. Empty lists match everything. */
export type Conditions = {
  /** For threads: hours without a post by anybody but the author. */
  unansweredHours: number | null
  /** For threads: minimum number of "me too". */
  meToo: number | null
  /** For threads; sub-categories are included. */
  categoryIds: number[]
  /** For tickets. */
  topics: DeskTopic[]
  /** For tickets: languages of the requester. */
  languages: Locale[]
  /** For the trigger `silent`: hours for which the requester has not answered. */
  silentHours: number | null
  /**
   * Matched in any case and either Chinese script; words in other languages match as whole words.
   */
  words: string[]
}

const hour = 3600_000
const fold = (text: string) => toSimplified(text.normalize('NFKC').toLowerCase())

export type Candidate = {
  /** Title and beginning of the text. */
  text: string
  createdAt: string
  /** Time of the first post by somebody else. */
  answeredAt?: string | null
  meTooCount?: number
  /** The category and its parent. */
  categoryIds?: number[]
  topic?: DeskTopic
  language?: Locale
}

/**
 * Compiles conditions to a function that tests candidates at the time `now`; compile once for many
 * candidates.
 */
export function matcherOf(conditions: Conditions, now: string): (one: Candidate) => boolean {
  const { unansweredHours, meToo, categoryIds, topics, languages, words } = conditions
  const hasWord = words.length > 0 ? saying(words) : () => true
  return (one) =>
    (unansweredHours === null || waited(one, now) >= unansweredHours * hour) &&
    (meToo === null || (one.meTooCount ?? 0) >= meToo) &&
    isAmong(categoryIds, one.categoryIds ?? []) &&
    isAmong(topics, one.topic ? [one.topic] : []) &&
    isAmong(languages, one.language ? [one.language] : []) &&
    hasWord(one.text)
}

const waited = ({ createdAt, answeredAt }: Candidate, now: string) =>
  Date.parse(answeredAt ?? now) - Date.parse(createdAt)

const isAmong = <T>(asked: readonly T[], given: readonly T[]) =>
  asked.length === 0 || given.some((one) => asked.includes(one))

function saying(words: readonly string[]) {
  const pattern = new RegExp(words.map((word) => patternOf(fold(word))).join('|'), 'u')
  // The pattern contains the variants of each character, so that texts need not be converted.
  return (text: string) => pattern.test(text.normalize('NFKC').toLowerCase())
}

const isLatin = /[a-z0-9]/

/** Chinese has no spaces between words, so there a match within a sentence counts. */
function patternOf(word: string): string {
  const before = isLatin.test(word.at(0) ?? '') ? '(?<![a-z0-9])' : ''
  const behind = isLatin.test(word.at(-1) ?? '') ? '(?![a-z0-9])' : ''
  return `${before}${Array.from(word, characterPattern).join('')}${behind}`
}

const characterPattern = (character: string) => {
  const variants = variantsOf().get(character)
  return variants ? `[${variants}]` : character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&')
}

let known: Map<string, string> | undefined

/** All Chinese characters grouped by their simplified form, which is included. */
function variantsOf(): Map<string, string> {
  if (known) return known
  known = new Map<string, string>()
  for (let code = firstHan; code <= lastHan; code += 1) {
    const character = String.fromCodePoint(code)
    const simplified = toSimplified(character)
    known.set(simplified, (known.get(simplified) ?? simplified) + character)
  }
  return known
}

const firstHan = 0x4e00
const lastHan = 0x9fff
