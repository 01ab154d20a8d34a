/** A quote reminds of a post, it does not repeat it: characters taken of one. */
export const maxQuoteLength = 280

/** What somebody wrote, quoted line by line. */
export const quoted = (words: string) =>
  words
    .trim()
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')
