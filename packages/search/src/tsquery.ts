import type { Least } from './engine.ts'
import { identifierMark, isIdentifier } from './identifiers.ts'
import { beginningLexeme, quoted } from './lexemes.ts'
import type { Query, Term } from './query.ts'
import { pieces, tokenise, type Token } from './tokens.ts'

type Style = {
  goesOn?: boolean
  onlyTitle?: boolean
  /** The texts have lexemes for what identifiers begin with; see `identifiers.ts`. */
  marked?: boolean
}

function operand(token: Token, isPrefix: boolean, onlyTitle: boolean): string {
  const star = isPrefix || token.kind === 'alone' ? '*' : ''
  const labels = `${star}${onlyTitle ? 'A' : ''}`
  return labels === '' ? `'${token.lexeme}'` : `'${token.lexeme}':${labels}`
}

/** A term as phrase: its tokens at the distances at which they stand in a text. */
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

/** The lexeme of all words that begin like a token which need not be whole. */
function beginningOf({ lexeme, kind }: Token): string | undefined {
  if (kind === 'alone') return beginningLexeme(lexeme)
  return isIdentifier(lexeme) ? identifierMark(lexeme) : undefined
}

type Words = Pick<Query, 'all' | 'none'>

/** A `tsquery` literal for one of these terms, anywhere or in title and tags. */
export const oneOf = (terms: Term[], style?: Style) =>
  `(${terms.map(({ text }) => phrase(text, style)).join(' | ')})`

/**
 * A `tsquery` literal, empty where nothing but filters was asked for.
 * @param least which groups of the words a post must have; `most` is for the caller to check
 */
export function toTsquery({ all, none }: Words, least: Least = 'all'): string {
  const groups = all.map((terms) => oneOf(terms))
  const wanted = least === 'all' || groups.length === 0 ? groups : [`(${groups.join(' | ')})`]
  return [...wanted, ...none.map(({ text }) => `!${phrase(text)}`)].join(' & ')
}

/** The same for tickets, in which beginnings are marked: the index then need not gather every word that goes on so. */
export const toMarkedTsquery = ({ all, none }: Words): string =>
  [
    ...all.map((terms) => oneOf(terms, { marked: true })),
    ...none.map(({ text }) => `!${phrase(text, { marked: true })}`)
  ].join(' & ')

/** A `tsquery` literal for posts whose title or tags have all of the words. */
export const toTitleTsquery = ({ all }: Pick<Query, 'all'>): string =>
  all.map((terms) => oneOf(terms, { onlyTitle: true })).join(' & ')

/** The same without the synonyms that were added. */
export const toTypedTsquery = ({ all, none }: Words): string =>
  toTsquery({ all: all.map((terms) => terms.filter((term) => !term.isSynonym)), none })

/** The words of a text that is being typed. */
export const typedWords = (typed: string) =>
  typed.split(/\s+/).filter((word) => pieces(word).length > 0)

/**
 * A `tsquery` literal for a text still being typed: its last word stands for what it may become.
 */
export function toPrefixTsquery(typed: string): string {
  const words = typedWords(typed)
  const isLast = (index: number) => index === words.length - 1
  return words.map((word, index) => phrase(word, { goesOn: isLast(index) })).join(' & ')
}

/** Words that every second question has, which tell nothing about what somebody looks for. */
export const commonplace = new Set(
  (
    'a about after all am an and any are be been but can could cannot did do does for from get has have how i in is it its just me my no not of on or ' +
    'should so some still that the there these they this those to too very was we were what when where which who why will with would you your ' +
    '怎么 么办 怎么办 什么 为什 为什么 如何 怎样 有没有 是不是 能不能 会不会 请问 可以 没有 我的 一直 一个 这个 还是 不能 了吗 是不 不是 有人 多久 马上'
  ).split(' ')
)
const maxLexemes = 40

/** The lexemes of a text that tell what it is about, in their order, at most 40. */
export function distinctiveLexemes(text: string): string[] {
  const revealing = tokenise(text)
    .filter((token) => token.kind === 'pair' || token.kind === 'word')
    .map((token) => token.lexeme)
    .filter((lexeme) => !commonplace.has(lexeme))
  return [...new Set(revealing)].slice(0, maxLexemes)
}

/** The same for an engine that takes words; it knows no longer texts than ten of them. */
export const distinctiveText = (text: string): string =>
  distinctiveLexemes(text).slice(0, 10).join(' ')
