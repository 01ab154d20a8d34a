import { quoted } from './lexemes.ts'
import type { Query, Term } from './query.ts'
import { pieces, tokenise, type Token } from './tokens.ts'

/** Transaction IDs, hashes, error codes: six characters of one are enough to find it. */
export const isIdentifier = (word: string) =>
  word.length >= 6 && (/^[0-9a-f]+$/.test(word) || /^(?=.*\d)[0-9a-z]+$/.test(word))

type Style = { goesOn?: boolean }

function operand(token: Token, isPrefix: boolean): string {
  return isPrefix || token.kind === 'alone' ? `'${token.lexeme}':*` : `'${token.lexeme}'`
}

/** A term as phrase: its tokens at the distances at which they stand in a text. */
function phrase(text: string, { goesOn = false }: Style = {}): string {
  const tokens = tokenise(text).filter((token) => token.kind !== 'last')
  const parts = tokens.map((token, index) => {
    const before = tokens[index - 1]
    const distance = before ? `<${token.position - before.position}> ` : ''
    const isFinal = index === tokens.length - 1
    const isPrefix = isFinal && (goesOn || isIdentifier(token.lexeme))
    return distance + operand(token, isPrefix)
  })
  return `(${parts.join(' ')})`
}

/** A `tsquery` literal, empty where nothing but filters was asked for. */
export function toTsquery({ all, none }: Pick<Query, 'all' | 'none'>): string {
  const oneOf = (terms: Term[]) => `(${terms.map(({ text }) => phrase(text)).join(' | ')})`
  return [...all.map(oneOf), ...none.map(({ text }) => `!${phrase(text)}`)].join(' & ')
}

/** The same without the synonyms that were added. */
export const toTypedTsquery = ({ all, none }: Pick<Query, 'all' | 'none'>): string =>
  toTsquery({ all: all.map((terms) => terms.filter((term) => !term.isSynonym)), none })

/** A `tsquery` literal for what also has all of the marks `all` and one of `any`. */
export function withMarks(tsquery: string, all: string[], any: string[] = []): string {
  const oneOf = any.length > 0 ? [`(${any.map(quoted).join(' | ')})`] : []
  const words = tsquery === '' ? [] : [`(${tsquery})`]
  return [...words, ...all.map(quoted), ...oneOf].join(' & ')
}

/** A `tsquery` literal for a text still being typed: its last word stands for what it may become. */
export function toPrefixTsquery(typed: string): string {
  const words = typed.split(/\s+/).filter((word) => pieces(word).length > 0)
  const isLast = (index: number) => index === words.length - 1
  return words.map((word, index) => phrase(word, { goesOn: isLast(index) })).join(' & ')
}

/** Words that every second question has, which tell nothing about what somebody looks for. */
export const commonplace = new Set(
  (
    'a an and are but can cannot did do does for from get has have how i in is it me my not of on or ' +
    'that the this to was what when where why with you your ' +
    '怎么 么办 什么 为什 如何 请问 可以 没有 我的 一直 一个 这个 还是 不能 了吗 是不 不是'
  ).split(' ')
)
const mostLexemes = 40

/** A `tsquery` literal for texts that share any telling word with this one; empty if it has none. */
export function toAnyTsquery(text: string): string {
  const telling = tokenise(text)
    .filter((token) => token.kind === 'pair' || token.kind === 'word')
    .map((token) => token.lexeme)
    .filter((lexeme) => !commonplace.has(lexeme))
  const distinct = [...new Set(telling)].slice(0, mostLexemes)
  return distinct.map((lexeme) => `'${lexeme}'`).join(' | ')
}
