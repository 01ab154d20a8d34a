import { beginningMark } from './beginnings.ts'
import type { Least } from './engine.ts'
import { beginningLexeme, quoted } from './lexemes.ts'
import type { Query, Term } from './query.ts'
import { tokenise, type Token } from './tokens.ts'
import { isIdentifier, toPrefixTsquery, toTsquery, typedWords } from './tsquery.ts'
import { pairMark } from './word-pairs.ts'

/** What finds documents: every one of `all` by the index, then `exactly` by looking at what it found. */
export type Conditions = {
  /**
   * `tsquery` literals. The index leaps from a post of one to the next of another, where it would read
   * the rarest word of a single literal from the first post on.
   */
  all: string[]
  /** Another literal, where the index finds more than was asked for. */
  exactly?: string
}

type Words = Pick<Query, 'all' | 'none'>

/** Conditions for documents of this format. */
export function conditionsOf(words: Words, least: Least): Conditions {
  const { all, none } = words
  const isExact = none.length === 0 && all.flat().every(({ text }) => tokensOf(text).length < 2)
  return {
    all: least === 'all' ? unique(all.flatMap(ofGroup)) : anyOf(all.flat()),
    ...(!isExact && { exactly: toTsquery(words, least) })
  }
}

/** The same for documents of any format, which takes longer. */
export function plainConditions(words: Words, least: Least): Conditions {
  const tsquery = toTsquery(words, least)
  return { all: tsquery === '' ? [] : [tsquery] }
}

const unique = (list: string[]) => [...new Set(list)]

const ofGroup = (terms: Term[]): string[] => {
  const [term] = terms
  return terms.length === 1 && term ? operandsOf(term.text) : anyOf(terms)
}

function anyOf(terms: Term[]): string[] {
  const choices = terms.map(({ text }) => `(${operandsOf(text).join(' & ')})`)
  return choices.length === 0 ? [] : [unique(choices).join(' | ')]
}

const tokensOf = (text: string) => tokenise(text).filter(({ kind }) => kind !== 'last')

const isWord = (token: Token | undefined) => token?.kind === 'word'

// The rest of a sentence is looked at in what these find.
const mostOperands = 12

/** Operands that every text with this term has. */
function operandsOf(text: string): string[] {
  const tokens = tokensOf(text)
  const last = tokens.at(-1)
  const goesOn = last !== undefined && isIdentifier(last.lexeme)
  const whole = goesOn ? tokens.slice(0, -1) : tokens
  const operands = whole.flatMap((token, at) => operandAt(whole, token, at))
  if (goesOn) operands.push(`${quoted(last.lexeme)}:*`)
  return unique(operands).slice(0, mostOperands)
}

/** Of two words side by side their pair, which is rarer than either. */
function operandAt(tokens: Token[], token: Token, at: number): string[] {
  const [before, next] = [tokens[at - 1], tokens[at + 1]]
  if (token.kind === 'alone') return [quoted(beginningLexeme(token.lexeme))]
  if (!isWord(token)) return [quoted(token.lexeme)]
  if (next && isWord(next)) return [quoted(pairMark(token.lexeme, next.lexeme))]
  return isWord(before) ? [] : [quoted(token.lexeme)]
}

/** Conditions for titles with a text still being typed, of documents of this format. */
export function beginningConditions(typed: string): Conditions {
  const words = typedWords(typed)
  const last = words.pop()
  const begun = last === undefined ? [] : beginning(last)
  return { all: unique([...words.flatMap(operandsOf), ...begun]), exactly: toPrefixTsquery(typed) }
}

function beginning(word: string): string[] {
  const tokens = tokensOf(word)
  const last = tokens.at(-1)
  // Two characters side by side are whole: no longer lexeme begins with them.
  if (!last || last.kind === 'pair') return operandsOf(word)
  const mark = beginningMark(last.lexeme)
  const before = tokens.slice(0, -1).map(({ lexeme }) => quoted(lexeme))
  return [...before, mark === undefined ? `${quoted(last.lexeme)}:*` : quoted(mark)]
}
