import type { Context } from '@stoa/core'
import { findWalletStrings } from '@stoa/guards'
import type { ArticleVersion } from './content.ts'

const numbers = /\p{Nd}(?:[\p{Nd}.,:/%-]*[\p{Nd}%])?/gu
const codes = /<code[^>]*>([\s\S]*?)<\/code>/g
const targets = /(?:href|src)="([^"]+)"/g

/**
 * Returns what a change adds or removes for which it needs a second person: addresses, numbers,
 * code, pictures, and what leads out of the organisation. A mistake there costs readers money.
 */
export async function criticalChanges(
  ctx: Context,
  before: ArticleVersion,
  now: ArticleVersion
): Promise<string[]> {
  const [one, other] = await Promise.all([criticalParts(ctx, before), criticalParts(ctx, now)])
  return [...new Set([...without(one, other), ...without(other, one)])]
}

/** The parts that occur more often than in others. */
function without(parts: readonly string[], others: readonly string[]): string[] {
  const left = Map.groupBy(others, (part) => part)
  return parts.filter((part) => left.get(part)?.pop() === undefined)
}

async function criticalParts(ctx: Context, { content, ...rendered }: ArticleVersion) {
  const { html, links, uploads, codes: inPictures, textContent } = rendered
  const text = [content.title, content.summary, textContent].join('\n').normalize('NFKC')
  const outside = await ctx.ports.safety.findOutside(ctx, [text, content.body].join('\n'))
  return [
    ...(text.match(numbers) ?? []),
    ...findWalletStrings(text).map(({ start, end }) => text.slice(start, end)),
    ...Array.from(html.matchAll(codes), ([, code = '']) => code),
    ...Array.from(html.matchAll(targets), ([, target = '']) => target),
    ...outside.map(({ start, end }) => `${text}\n${content.body}`.slice(start, end)),
    ...[...links, ...uploads, ...inPictures]
  ]
}
