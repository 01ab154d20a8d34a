import { beginningLexeme } from './lexemes.ts'
import { tokenise } from './tokens.ts'

/**
 * Whether a word is an identifier, such as a transaction id, hash or error code. Identifiers are
 * found by their first six characters.
 */
export const isIdentifier = (word: string) =>
  word.length >= shortest && (/^[0-9a-f]+$/.test(word) || /^(?=.*\d)[0-9a-z]+$/.test(word))

const shortest = 6
/** Longer beginnings are rare enough for a prefix query. */
const maxLength = 8
const lengths = [shortest, 7, maxLength]

/** Lexemes for the beginnings of identifiers in a text. */
export function identifiersIn(text: string): string[] {
  const words = tokenise(text).filter(({ kind }) => kind === 'word')
  const beginnings = words.flatMap(({ lexeme }) =>
    lengths.filter((length) => lexeme.length >= length).map((length) => lexeme.slice(0, length))
  )
  return [...new Set(beginnings.filter(isIdentifier))].map(beginningLexeme)
}

/**
 * Lexeme of texts with an identifier that begins like this; undefined if the beginning is too long
 * to be indexed.
 */
export const identifierMark = (typed: string): string | undefined =>
  typed.length <= maxLength ? beginningLexeme(typed) : undefined
