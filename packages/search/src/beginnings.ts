import { tokenise } from './tokens.ts'

/** Longer beginnings of words are so rare that Postgres can look for all words which go on so. */
const longest = 5

// No token has a `^`.
const mark = (beginning: string) => `^${beginning}`

/** Lexemes for the first letters of every word of a title, and for every character of its runs. */
export function beginningsOf(title: string): string[] {
  const marks = tokenise(title).flatMap(({ lexeme, kind }) => {
    const characters = Array.from(lexeme)
    if (kind !== 'word') return [mark(characters[0] ?? '')]
    return characters.slice(0, longest).map((_, at) => mark(characters.slice(0, at + 1).join('')))
  })
  return [...new Set(marks)]
}

/** The lexeme of titles with a word that begins like this; undefined for longer beginnings. */
export const beginningMark = (typed: string): string | undefined =>
  Array.from(typed).length <= longest ? mark(typed) : undefined
