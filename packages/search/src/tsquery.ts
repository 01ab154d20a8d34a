import type { Least } from './engine.ts'
import { identifierMark, isIdentifier } from './identifiers.ts'
import { beginningLexeme, quoted } from './lexemes.ts'
import type { Query, Term } from './query.ts'
import { pieces, tokenise, type Token } from './tokens.ts'

type Style = {
  goesOn?: boolean
  onlyTitle?: boolean
  /** Whether the texts have lexemes for beginnings of identifiers; see `identifiers.ts`. */
  marked?: boolean
}

function operand(token: Token, isPrefix: boolean, onlyTitle: boolean): string {
  const star = isPrefix || token.kind === 'alone' ? '*' : ''
  const labels = `${star}${onlyTitle ? 'A' : ''}`
  return labels === '' ? `'${token.lexeme}'` : `'${token.lexeme}':${labels}`
}

/** A term as a phrase: its tokens at the distances they have in a text. */
function phrase(text: string, style: Style = {}): string {
  const { goesOn = false, onlyTitle = false, marked = false } = style
  const tokens = tokenise(text).filter((token) => token.kind !== 'last')
  const mark = marked && tokens.length === 1 ? tokens.map(beginningOf)[0] : undefined
  if (mark !== undefined) return `(${quoted(mark)})`
  const parts = tokens.map((token, index) => {
    const before = tokens[index - 1]
    const distance = before ? `<${token.position - before.position}> ` : ''
    const isFinal = index === tokens.length - 1
    const isPrefix = isFinal && (goesOn || isIdentifier(token.lexeme))
    return distance + operand(token, isPrefix, onlyTitle)
  })
  return `(${parts.join(' ')})`
}

/** Lexeme for all words with the beginning of a token that may be incomplete. */
function beginningOf({ lexeme, kind }: Token): string | undefined {
  if (kind === 'alone') return beginningLexeme(lexeme)
  return isIdentifier(lexeme) ? identifierMark(lexeme) : undefined
}

type Words = Pick<Query, 'all' | 'none'>

/** `tsquery` literal that matches one of these terms, anywhere or in title and tags. */
export const oneOf = (terms: Term[], style?: Style) =>
  `(${terms.map(({ text }) => phrase(text, style)).join(' | ')})`

/**
 * Makes a `tsquery` literal; empty if the query has only filters.
 * @param least which groups of words a post must contain; for `most` the caller checks the share
 */
export function toTsquery({ all, none }: Words, least: Least = 'all'): string {
  const groups = all.map((terms) => oneOf(terms))
  const wanted = least === 'all' || groups.length === 0 ? groups : [`(${groups.join(' | ')})`]
  return [...wanted, ...none.map(({ text }) => `!${phrase(text)}`)].join(' & ')
}

/**
 * Makes a `tsquery` literal for tickets, whose beginnings are indexed as lexemes; the index need
 * not collect every word with a beginning.
 */
export const toMarkedTsquery = ({ all, none }: Words): string =>
  [
    ...all.map((terms) => oneOf(terms, { marked: true })),
    ...none.map(({ text }) => `!${phrase(text, { marked: true })}`)
  ].join(' & ')

/** Makes a `tsquery` literal for posts with all words in title or tags. */
export const toTitleTsquery = ({ all }: Pick<Query, 'all'>): string =>
  all.map((terms) => oneOf(terms, { onlyTitle: true })).join(' & ')

/** As `toTsquery`, without the added synonyms. */
export const toTypedTsquery = ({ all, none }: Words): string =>
  toTsquery({ all: all.map((terms) => terms.filter((term) => !term.isSynonym)), none })

/** Words of a text that is being typed. */
export const typedWords = (typed: string) =>
  typed.split(/\s+/).filter((word) => pieces(word).length > 0)

/** Makes a `tsquery` literal for a text that is being typed: its last word is a prefix. */
export function toPrefixTsquery(typed: string): string {
  const words = typedWords(typed)
  const isLast = (index: number) => index === words.length - 1
  return words.map((word, index) => phrase(word, { goesOn: isLast(index) })).join(' & ')
}

/** Words that are so common in questions that they are not distinctive. */
export const commonplace = new Set(
  (
    'a about after all am an and any are be been but can could cannot did do does for from get has have how i in is it its just me my no not of on or ' +
    'should so some still that the there these they this those to too very was we were what when where which who why will with would you your ' +
    '怎么 么办 怎么办 什么 为什 为什么 如何 怎样 有没有 是不是 能不能 会不会 请问 可以 没有 我的 一直 一个 这个 还是 不能 了吗 是不 不是 有人 多久 马上'
  ).split(' ')
)
const maxLexemes = 40

/** Distinctive lexemes of a text, in order, at most 40. */
export function distinctiveLexemes(text: string): string[] {
  const revealing = tokenise(text)
    .filter((token) => token.kind === 'pair' || token.kind === 'word')
    .map((token) => token.lexeme)
    .filter((lexeme) => !commonplace.has(lexeme))
  return [...new Set(revealing)].slice(0, maxLexemes)
}
