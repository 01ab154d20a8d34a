import { sourceLocale } from '@stoa/messages'
import { parseBlocks } from './parser.ts'

/** Numbers of the lines of an article, from 0, that are code and hold no links. */
export function codeLinesOf(body: string): Set<number> {
  const blocks = parseBlocks(body, { language: sourceLocale })
  const code = blocks.filter(({ type }) => type === 'fence' || type === 'code_block')
  return new Set(code.flatMap(({ map }) => (map ? range(map[0], map[1]) : [])))
}

const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at)
