/** Characters of a post that are quoted. A quote refers to a post and does not repeat it. */
export const maxQuoteLength = 280

/** Markdown quote of a text, line by line. */
export const quoted = (words: string) =>
  words
    .trim()
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')
