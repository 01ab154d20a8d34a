import type { DeskTopic } from '@stoa/core'
import { toSimplified } from '@stoa/guards'

export const ruleKinds = ['suggestion', 'priority'] as const
export type RuleKind = (typeof ruleKinds)[number]

/** All that are given have to hold; of a list one is enough. Empty lists say nothing. */
export type Conditions = {
  /** For threads: nobody but the author wrote in them for so long. */
  unansweredHours: number | null
  /** For threads: so many have the same problem. */
  sameProblem: number | null
  /** For threads, with those below. */
  categoryIds: number[]
  /** For tickets. */
  topics: DeskTopic[]
  /** In any script of Chinese and any case; of other languages whole words. */
  words: string[]
}

const hour = 3600_000
const fold = (text: string) => toSimplified(text.normalize('NFKC').toLowerCase())

export type Candidate = {
  /** Title and beginning of the text. */
  text: string
  createdAt: string
  /** When somebody else first wrote. */
  answeredAt?: string | null
  sameProblemCount?: number
  /** The category and the one above it. */
  categoryIds?: number[]
  topic?: DeskTopic
}

/** Tells of candidates whether they meet the conditions at the time `now`; made once for many. */
export function matcherOf(conditions: Conditions, now: string): (one: Candidate) => boolean {
  const { unansweredHours, sameProblem, categoryIds, topics, words } = conditions
  const hasWord = words.length > 0 ? saying(words) : () => true
  return (one) =>
    (unansweredHours === null || waited(one, now) >= unansweredHours * hour) &&
    (sameProblem === null || (one.sameProblemCount ?? 0) >= sameProblem) &&
    isAmong(categoryIds, one.categoryIds ?? []) &&
    isAmong(topics, one.topic ? [one.topic] : []) &&
    hasWord(one.text)
}

const waited = ({ createdAt, answeredAt }: Candidate, now: string) =>
  Date.parse(answeredAt ?? now) - Date.parse(createdAt)

const isAmong = <T>(asked: readonly T[], given: readonly T[]) =>
  asked.length === 0 || given.some((one) => asked.includes(one))

function saying(words: readonly string[]) {
  const pattern = new RegExp(words.map((word) => patternOf(fold(word))).join('|'), 'u')
  // The words are looked for in every script, so that no text has to be brought to one.
  return (text: string) => pattern.test(text.normalize('NFKC').toLowerCase())
}

const isLatin = /[a-z0-9]/

/** Chinese has no spaces between words, so there a part of a sentence is enough. */
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

/** Every Chinese character by the simplified one that it is written as, that one included. */
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
