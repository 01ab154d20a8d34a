import type { Context } from '@stoa/core'
import { findWalletStrings } from '@stoa/guards'
import type { ArticleVersion } from './content.ts'

const codes = /<code[^>]*>([\s\S]*?)<\/code>/g
const targets = /(?:href|src)="([^"]+)"/g
const titles = /(?:title|alt)="([^"]+)"/g
const tags = /<[^>]*>/g

/** What a version says for readers, besides its text. */
export type Noted = ArticleVersion & { note: string | null }

/**
 * Returns what a change adds, removes or puts in another order for which it needs a second person:
 * addresses, numbers, code, pictures, and what leads out of the organisation, in the text, in its
 * own address, and in the note. A mistake there costs readers money.
 */
export async function criticalChanges(
  ctx: Context,
  before: ArticleVersion,
  { note, ...now }: Noted
): Promise<string[]> {
  const [one, other, added] = await Promise.all([
    criticalParts(ctx, before),
    criticalParts(ctx, now),
    criticalPassages(ctx, note ?? '')
  ])
  const changed = [...without(one, other), ...without(other, one)]
  // Two that change places are as wrong as two others.
  const moved = changed.length > 0 ? [] : other.filter((part, at) => part !== one[at])
  return [...new Set([...changed, ...moved, ...added])]
}

/** The parts that occur more often than in others. */
function without(parts: readonly string[], others: readonly string[]): string[] {
  const left = Map.groupBy(others, (part) => part)
  return parts.filter((part) => left.get(part)?.pop() === undefined)
}

async function criticalParts(ctx: Context, { content, ...rendered }: ArticleVersion) {
  const { html, links, uploads, codes: inPictures, textContent } = rendered
  const { title, slug, summary, body } = content
  const text = [title, slug, summary, textContent, ...captured(html, titles)].join('\n')
  return [
    ...(await criticalPassages(ctx, text, body)),
    ...captured(html, codes).map((code) => code.replace(tags, '')),
    ...captured(html, targets),
    ...[...links, ...uploads, ...inPictures]
  ]
}

/**
 * Numbers and addresses in a text, and what leads out of the organisation in it or in its source.
 */
async function criticalPassages(ctx: Context, written: string, source = ''): Promise<string[]> {
  const text = written.normalize('NFKC')
  const whole = `${text}\n${source}`
  const outside = await ctx.ports.safety.findOutside(ctx, whole)
  return [
    ...numbersIn(text),
    ...findWalletStrings(text).map(({ start, end }) => text.slice(start, end)),
    ...outside.map(({ start, end }) => whole.slice(start, end))
  ]
}

const captured = (html: string, pattern: RegExp): string[] =>
  Array.from(html.matchAll(pattern), ([, found = '']) => found)

/** Runs of letters, digits and signs in scripts that part words by spaces. */
const runs =
  /(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}\p{M}.,:/%+−±<>≤≥~-])+/gu
const around = /^[.,:/~]+|[.,:/<>~-]+$/g

/** A lone 一 is left out: it stands for "a" as often as for 1. */
const hanNumerals = /[零〇一二三四五六七八九十百千万萬亿億两兩]{2,}|[二三四五六七八九十百千两兩]/gu

/**
 * Returns the numbers in a text of the form NFKC, each with its sign and with the letters that it
 * stands among: `TRC20` and `ERC20` are two networks.
 */
function numbersIn(text: string): string[] {
  const words = (text.match(runs) ?? []).filter((run) => /\p{Nd}/u.test(run))
  return [...words.map((word) => word.replace(around, '')), ...(text.match(hanNumerals) ?? [])]
}
