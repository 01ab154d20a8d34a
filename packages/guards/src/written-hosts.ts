import { normal } from './normal.ts'

/** Letters that can be taken for those of ASCII; Han around an address are none of it. */
const letter = String.raw`[a-z0-9\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Armenian}-]`

/** Begins behind no letter, and each part has an end: nothing is looked through twice. */
const host = new RegExp(
  `(?<!${letter}|[.])(?:${letter}{1,63}[.]){1,5}${letter}{2,24}(?!${letter})`,
  'gu'
)

/** Looks for the dot first, which is seldom there. */
const dotWithin = new RegExp(`[.](?<=${letter}[.])${letter}{2}`, 'u')

/** More are in no text that was written by hand. */
const most = 500

/** The hosts that a text names, each once, also where nothing makes a link of them: harb0r.example. */
export function writtenHosts(given: string): string[] {
  if (!given.includes('.') && !/[。．｡․]/.test(given)) return []
  const text = normal(given).text.replaceAll('。', '.').toLowerCase()
  // Most lines have no dot within a word: they are not looked through letter by letter.
  const lines = text.split('\n').filter((line) => dotWithin.test(line))
  return [...new Set(lines.join('\n').match(host))].slice(0, most)
}
