import type { Env, Token } from 'markdown-it'
import { m, sourceLocale } from '@stoa/messages'
import type { Locale } from '@stoa/core'
import { makeParser, parseBounded } from '../parse.ts'
import { addDetails } from './details.ts'

/** Definitions of links of the whole text, and the language of the words that parsing adds. */
export type ArticleEnv = Env & { language: Locale }

const blocks = makeParser()
blocks.core.ruler.enableOnly(['normalize', 'block'])
addDetails(blocks, (env) =>
  m.threads_details_untitled({}, { locale: (env as ArticleEnv).language })
)

const inlines = makeParser()
inlines.core.ruler.disable(['normalize', 'block'])

/** Parses the blocks of a text, whose lines `parseInline` parses. */
export const parseBlocks = (text: string, env: ArticleEnv): Token[] =>
  parseBounded(blocks, text, env)

/** Parses the lines of some blocks of a text, in place. */
export function parseInline(tokens: Token[], env: ArticleEnv): Token[] {
  const state = new inlines.core.State('', inlines, env)
  state.tokens = tokens
  inlines.core.process(state)
  return state.tokens
}

/** Characters and tokens after which a slice ends with its last block. */
const sliceLength = 4_000
const sliceTokens = 400

/** Cuts tokens between blocks, so that each slice takes a few milliseconds. */
export function slicesOf(tokens: readonly Token[]): Token[][] {
  const slices: Token[][] = []
  let slice: Token[] = []
  let length = 0
  for (const token of tokens) {
    slice.push(token)
    length += token.content.length
    const isBetween = token.level === 0 && token.nesting !== 1
    if (!isBetween || (length < sliceLength && slice.length < sliceTokens)) continue
    slices.push(slice)
    slice = []
    length = 0
  }
  return [...slices, slice]
}

/** Numbers of the lines of an article, from 0, that are code and hold no links. */
export function codeLinesOf(body: string): Set<number> {
  const blocks = parseBlocks(body, { language: sourceLocale })
  const code = blocks.filter(({ type }) => type === 'fence' || type === 'code_block')
  return new Set(code.flatMap(({ map }) => (map ? range(map[0], map[1]) : [])))
}

const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at)
