import { codeLinesOf } from '@stoa/threads/rendering'
import { withTargets } from '../files/references.ts'

/** More than this is better read in the article. */
const maxLength = 1500

type Place = {
  /** Of this forum, without a slash at its end. */
  origin: string
  /** The whole address of the article. */
  url: string
}

/**
 * Shortens the text of an article for an answer: whole blocks from its beginning. Addresses become
 * absolute, because answers are mailed. Pictures and videos are left out, as their files belong to
 * the article, and so are the marks of callouts and details, which answers do not have.
 */
export function excerptOf(body: string, { origin, url }: Place): string {
  const absolute = withTargets(body, ({ target }) => absoluteOf(target, origin, url))
  const blocks = blocksOf(absolute)
  const kept = firstOf(blocks)
  if (kept.length === blocks.length) return blocks.join('\n\n')
  while (isHeading(kept.at(-1))) kept.pop()
  if (kept.length === 0) kept.push(shortened(blocks.find((block) => !isHeading(block)) ?? ''))
  return [...kept.filter(Boolean), '…'].join('\n\n')
}

function absoluteOf(target: string, origin: string, url: string): string {
  if (target.startsWith('#')) return url + target
  return /^\/(?!\/)/.test(target) ? origin + target : target
}

const isHeading = (block: string | undefined) =>
  block !== undefined && /^#{1,6}\s[^\n]*$/.test(block)

/** Paragraphs, lists, quotes and code, in their order. */
function blocksOf(body: string): string[] {
  const code = codeLinesOf(body)
  const blocks: string[][] = [[]]
  body.split('\n').forEach((line, at) => {
    if (!code.has(at) && line.trim() === '') return void blocks.push([])
    const shown = code.has(at) ? line : plainLine(line)
    if (shown !== undefined) blocks.at(-1)?.push(shown)
  })
  return blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'))
}

const media =
  /!\[(?:\\.|[^\]\\])*\](?:\((?:[^()\\]|\\.|\([^()]*\))*\)|\[[^\]]*\])(?:\{captions=[^{}\n]*\})?/g
const marks = /^[\s>]*(?:\[!(?:note|tip|important|warning|caution)\]|:::(?:[ \t]*details)?)[ \t]*$/i

/** The line as answers have it; undefined if nothing is left of it. */
function plainLine(line: string): string | undefined {
  if (marks.test(line)) return undefined
  const plain = line.replace(/^([\s>]*):::[ \t]*details[ \t]+/i, '$1').replace(media, '')
  return plain !== line && /^[\s>]*$/.test(plain) ? undefined : plain
}

/** As many blocks as an answer has room for. */
function firstOf(blocks: readonly string[]): string[] {
  let left = maxLength
  const kept: string[] = []
  for (const block of blocks) {
    left -= block.length
    if (left < 0) break
    kept.push(block)
  }
  return kept
}

const ends = ['。', '！', '？', '. ', '! ', '? ', '\n']

/** The first sentences of a block; nothing of long code, which is of no use without its end. */
function shortened(block: string): string {
  if (/^\s*(?:```|~~~)/.test(block)) return ''
  const begun = block.slice(0, maxLength)
  const end = Math.max(...ends.map((sign) => begun.lastIndexOf(sign)))
  return end > 0 ? begun.slice(0, end + 1).trimEnd() : begun.replace(/[\uD800-\uDBFF]$/, '')
}
