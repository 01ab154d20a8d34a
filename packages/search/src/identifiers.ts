import { beginningLexeme } from './lexemes.ts'
import { tokenise } from './tokens.ts'

/** Transaction IDs, hashes, error codes: six characters of one are enough to find it. */
export const isIdentifier = (word: string) =>
  word.length >= shortest && (/^[0-9a-f]+$/.test(word) || /^(?=.*\d)[0-9a-z]+$/.test(word))

const shortest = 6
/** Longer beginnings are so rare that Postgres can look for all words which go on so. */
const maxLength = 8
const lengths = [shortest, 7, maxLength]

/** Lexemes for what identifiers in a text begin with. */
export function identifiersIn(text: string): string[] {
  const words = tokenise(text).filter(({ kind }) => kind === 'word')
  const beginnings = words.flatMap(({ lexeme }) =>
    lengths.filter((length) => lexeme.length >= length).map((length) => lexeme.slice(0, length))
  )
  return [...new Set(beginnings.filter(isIdentifier))].map(beginningLexeme)
}

/** The lexeme of texts with a word that begins like this identifier; undefined for longer ones. */
export const identifierMark = (typed: string): string | undefined =>
  typed.length <= maxLength ? beginningLexeme(typed) : undefined
