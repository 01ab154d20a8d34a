import type { Context } from '@stoa/core'
import { findWalletStrings } from '@stoa/guards'
import type { ArticleVersion } from './content.ts'

const numbers = /\p{Nd}(?:[\p{Nd}.,:/%-]*[\p{Nd}%])?/gu
const codes = /<code[^>]*>([\s\S]*?)<\/code>/g
const targets = /(?:href|src)="([^"]+)"/g

/**
 * Whether a change needs a second person: it touches an address, a number, code, a picture, or
 * anything that leads out of the organisation. A mistake there costs readers money.
 */
export async function touchesCriticalParts(
  ctx: Context,
  before: ArticleVersion,
  now: ArticleVersion
): Promise<boolean> {
  const [one, other] = await Promise.all([criticalParts(ctx, before), criticalParts(ctx, now)])
  return one.length !== other.length || one.some((part, index) => part !== other[index])
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
  ].toSorted()
}
