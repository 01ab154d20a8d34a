/** Replaces a redacted passage; it needs no translation. */
export const blackBar = '████'

const shortestQuoted = 8

/** Replaces every occurrence of a passage in a text. */
export const withoutPassage = (text: string, passage: string): string =>
  text.replaceAll(passage, blackBar)

/**
 * Replaces a passage in the quotes (`> …`) of somebody else's text. Only its lines of 8 characters
 * or more are replaced, so that nobody blackens common words in others' posts.
 */
export function withoutQuotedPassage(text: string, passage: string): string {
  const quoted = linesOf(passage)
  return text
    .split('\n')
    .map((line) => (/^\s*>/.test(line) ? quoted.reduce(withoutPassage, line) : line))
    .join('\n')
}

/** Lines of a passage that are long enough to be replaced in quotes. */
export const linesOf = (passage: string): string[] =>
  passage
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length >= shortestQuoted)
