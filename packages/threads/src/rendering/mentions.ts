import { usernameKey } from '@stoa/core/text'

const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}ー]/u
// An @ within an e-mail address or a path is no mention: a@b.example, https://example.test/@name.
const mention =
  /(?<![\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{N}._%+/@-])@([\p{L}\p{N}_-]{2,200})/gu
const maxLength = 30
const maxMentions = 50

/** Names of existing users by `usernameKey`. */
export type Names = ReadonlyMap<string, string>

/** A piece of a text; `name` is set if it mentions that user. */
export type Passage = { text: string; name?: string }

/**
 * Possible names at the beginning of a run of characters, longest first. Chinese text continues
 * after a name without a space, so each of its characters may be the last; a Latin word is never
 * cut.
 */
function candidates(run: string): string[] {
  const characters = Array.from(run)
  const isEnd = (end: number) => {
    const [last = '', next = ''] = characters.slice(end - 1, end + 1)
    if (/[_-]/.test(last)) return false
    const rest = characters.slice(end).join('')
    return /^[_-]*$/.test(rest) || unspaced.test(last) || unspaced.test(next)
  }
  const ends = Array.from({ length: maxLength - 1 }, (_, index) => maxLength - index)
  return ends
    .filter((end) => end <= characters.length && isEnd(end))
    .map((end) => characters.slice(0, end).join(''))
}

/**
 * Finds all names that a Markdown text may mention, as candidates to look up by `usernameKey`. Most
 * candidates are no user's name. Only the first 50 mentions of a text count.
 */
export function findMentions(text: string): string[] {
  const runs = Array.from(text.matchAll(mention), (match) => match[1] ?? '').slice(0, maxMentions)
  return [...new Set(runs.flatMap(candidates))]
}

/** Splits a text at its mentions of `names`; the longest name that fits wins. */
export function splitMentions(text: string, names: Names): Passage[] {
  const passages: Passage[] = []
  let at = 0
  for (const match of text.matchAll(mention)) {
    const found = candidates(match[1] ?? '').find((name) => names.has(usernameKey(name)))
    if (!found) continue
    const end = match.index + 1 + found.length
    const name = names.get(usernameKey(found))
    passages.push(
      { text: text.slice(at, match.index) },
      { text: text.slice(match.index, end), name }
    )
    at = end
  }
  return [...passages, { text: text.slice(at) }].filter((passage) => passage.text !== '')
}
