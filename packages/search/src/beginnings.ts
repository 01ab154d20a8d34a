import { beginningLexeme } from './lexemes.ts'
import { tokenise } from './tokens.ts'

/**
 * Letters up to which beginnings of words are indexed. Longer ones are rare enough for a prefix
 * query.
 */
const maxLength = 5

/** Lexemes for the first letters of each word of a title. */
export function beginningsOf(title: string): string[] {
  const words = tokenise(title).filter(({ kind }) => kind === 'word')
  const marks = words.flatMap(({ lexeme }) => {
    const characters = Array.from(lexeme).slice(0, maxLength)
    return characters.map((_, at) => beginningLexeme(characters.slice(0, at + 1).join('')))
  })
  return [...new Set(marks)]
}

/**
 * Lexeme of titles with a word that begins like this; undefined if the beginning is too long to be
 * indexed.
 */
export const beginningMark = (typed: string): string | undefined =>
  Array.from(typed).length <= maxLength ? beginningLexeme(typed) : undefined
