/** What stands where something was taken out, in any language. */
export const blackBar = '████'

const shortestQuoted = 8

/** Takes a passage out of a text, wherever it stands. */
export const withoutPassage = (text: string, passage: string): string =>
  text.replaceAll(passage, blackBar)

/**
 * Takes a passage out of the quotes (`> …`) in somebody else's text. Only its lines of 8 characters
 * or more count there, so that nobody blackens others' common words.
 */
export function withoutQuotedPassage(text: string, passage: string): string {
  const quoted = linesOf(passage)
  return text
    .split('\n')
    .map((line) => (/^\s*>/.test(line) ? quoted.reduce(withoutPassage, line) : line))
    .join('\n')
}

/** The lines of a passage that are looked for in quotes. */
export const linesOf = (passage: string): string[] =>
  passage
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length >= shortestQuoted)
