import { pieces } from '../tokens.ts'

// Characters take at most three bytes here, and Meilisearch does not index words of more than 250
// bytes. A longer word is found by its beginning.
const maxWordLength = 80

/**
 * Cuts a text into its words and the single characters of its runs, normalised. Documents and
 * queries are cut alike, so that a part of a run is found wherever Meilisearch's dictionary would
 * have cut it.
 */
export const cut = (text: string): string[] =>
  pieces(text).flatMap((piece) =>
    piece.isRun ? Array.from(piece.text) : [beginningOf(piece.text)]
  )

// Half a character is no text to Meilisearch: it would refuse the document, and each query.
const beginningOf = (word: string) => word.slice(0, maxWordLength).replace(/[\uD800-\uDBFF]$/, '')

/**
 * Tokens as Meilisearch is to cut them: at spaces only. To it, a digit belongs to the script before
 * it, even across spaces: behind a character it would cut "2fa" into "2" and "fa", but not at the
 * beginning of a query. So a letter stands before each leading digit.
 */
export const joined = (tokens: string[]): string =>
  tokens.map((token) => (/^\p{N}/u.test(token) ? `þ${token}` : token)).join(' ')

/** A text as Meilisearch is to cut it. */
export const spaced = (text: string): string => joined(cut(text))

/** Whether a token is a character of a run. */
export const isOfRun = (token: string): boolean => pieces(token)[0]?.isRun ?? false
