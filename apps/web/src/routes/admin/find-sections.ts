import type { Section } from './sections.ts'

const segmenters = new Map<string, Intl.Segmenter>()

function segmenterOf(locale: string): Intl.Segmenter {
  const segmenter = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' })
  segmenters.set(locale, segmenter)
  return segmenter
}

const normalize = (text: string) => text.normalize('NFKC').toLowerCase()

/** The words of a query, of languages without spaces too. */
const wordsIn = (query: string, locale: string) =>
  [...segmenterOf(locale).segment(normalize(query))]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment)

/** A few letters, which other words contain: they are looked for where a word begins. */
const isShort = (word: string) => /^[a-z0-9]{1,3}$/.test(word)

/**
 * Sections whose title, purpose or words contain most of what was typed: those with more of it
 * first, and of these those that have it in their title.
 */
export function findSections(sections: readonly Section[], query: string, locale: string) {
  const typed = wordsIn(query, locale)
  const matches = sections.map((section) => ({ section, score: scoreOf(section, typed) }))
  const best = Math.max(...matches.map(({ score }) => score))
  return matches
    .filter(({ score }) => score > 0 && Math.floor(score) === Math.floor(best))
    .sort((one, other) => other.score - one.score)
    .map(({ section }) => section)
}

/** One for each word that is found, and less than one in all for those found in the title. */
function scoreOf({ title, purpose, words }: Section, typed: readonly string[]): number {
  const heading = normalize(title())
  const text = ` ${heading} ${normalize(purpose())} ${normalize(words())}`
  const found = typed.filter((word) => text.includes(isShort(word) ? ` ${word}` : word))
  const inTitle = typed.filter((word) => heading.includes(word))
  return found.length + inTitle.length / (typed.length + 1)
}
