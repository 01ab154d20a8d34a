import { findLeadingOut } from '@stoa/accounts/text-review'
import type { Context } from '@stoa/core'
import type { DocumentTexts } from './schema.ts'
import { listed, named } from './texts.ts'

type Written = { texts: DocumentTexts; shortNoticeReason: string | null }

/**
 * Returns the passages in all languages that lead out of the organisation, without duplicates: what
 * a reader could follow or write to, in visible text, Markdown, link targets and QR codes. It reads
 * what readers see, with the forum's name filled in.
 */
export async function outsideOf(
  ctx: Context,
  { texts, shortNoticeReason }: Written
): Promise<string[]> {
  const found = new Set<string>()
  if (shortNoticeReason) await addPassages(ctx, shortNoticeReason, found)
  for (const text of listed(texts)) {
    const { title, body } = await named(ctx, text)
    const { textContent, links, codes } = await ctx.ports.threads.renderBody(ctx, body)
    for (const text of [title, textContent, body]) await addPassages(ctx, text, found)
    for (const link of [...links, ...codes])
      if (!isPartOf(link, found) && !(await ctx.ports.safety.isOfficialLink(ctx, link)))
        found.add(link)
  }
  return [...found]
}

const isPartOf = (link: string, found: ReadonlySet<string>) =>
  [...found].some((passage) => passage.includes(link))

async function addPassages(ctx: Context, text: string, found: Set<string>) {
  for (const { start, end } of await findLeadingOut(ctx, text)) found.add(text.slice(start, end))
}
