import { beginningLexeme } from './lexemes.ts'
import { tokenise } from './tokens.ts'

/** Longer beginnings of words are so rare that Postgres can look for all words which go on so. */
const maxLength = 5

/** Lexemes for the first letters of every word of a title. */
export function beginningsOf(title: string): string[] {
  const words = tokenise(title).filter(({ kind }) => kind === 'word')
  const marks = words.flatMap(({ lexeme }) => {
    const characters = Array.from(lexeme).slice(0, maxLength)
    return characters.map((_, at) => beginningLexeme(characters.slice(0, at + 1).join('')))
  })
  return [...new Set(marks)]
}

/** The lexeme of titles with a word that begins like this; undefined for longer beginnings. */
export const beginningMark = (typed: string): string | undefined =>
  Array.from(typed).length <= maxLength ? beginningLexeme(typed) : undefined
