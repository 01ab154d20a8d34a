import { toSimplified } from '@stoa/guards'

/** Normalises a text for comparison: one width, lower case, simplified characters. */
export const normalize = (text: string): string =>
  toSimplified(text.normalize('NFKC').toLowerCase())

const runs = /\p{Script=Han}+|[\p{L}\p{N}]+/gu
const isHan = /^\p{Script=Han}/u

// Words that are common in titles and say nothing about the subject.
const empty = new Set(
  'the and for with not are was has have does how can why what when from this that your you our its any all 我的 什么 怎么 么办 为什 还没 没有 一个 可以 我们'.split(
    ' '
  )
)

/** Words of a text for comparing subjects: pairs of Han characters, and words of other scripts. */
export function wordsOf(text: string): Set<string> {
  const words = [...normalize(text).matchAll(runs)].flatMap(([run]) =>
    isHan.test(run) ? pairsOf(run) : [singular(run)]
  )
  return new Set(words.filter((word) => word.length > 1 && !empty.has(word)))
}

const pairsOf = (run: string): string[] => {
  const characters = Array.from(run)
  return characters.slice(1).map((character, at) => `${characters[at] ?? ''}${character}`)
}

const singular = (word: string) =>
  word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word

const minWords = 2
const minShare = 0.3

/**
 * Share of a title's words that an announcement contains, 0 to 1; 0 if no more is shared than by
 * chance.
 * @param announced words of the announcement
 */
export function likeness(title: ReadonlySet<string>, announced: ReadonlySet<string>): number {
  let shared = 0
  for (const word of title) if (announced.has(word)) shared += 1
  const share = title.size === 0 ? 0 : shared / title.size
  return shared >= minWords && share >= minShare ? share : 0
}

// Beginning of the text, where people say what it is about.
const beginning = 200

/**
 * Returns a function that compares an announcement's words with a title and the beginning of a
 * text, 0 to 1.
 */
export function likenessTo({ title, body = '' }: { title: string; body?: string }) {
  const asked = [wordsOf(title), wordsOf(body.slice(0, beginning))]
  return (announced: ReadonlySet<string>) =>
    Math.max(...asked.map((words) => likeness(words, announced)))
}
