import { findLeadingOut } from '@stoa/accounts/text-review'
import type { Context } from '@stoa/core'

/** A text as it is typed and as it is shown, with the addresses of its links and QR codes. */
export type LeadingText = {
  body: string
  title?: string
  textContent: string
  links: readonly string[]
  codes: readonly string[]
}

/**
 * Returns the passages that lead out of the organisation, without duplicates: what a reader could
 * follow or write to, in visible text, Markdown, link targets and QR codes.
 * @param words said beside the texts
 */
export async function passagesOutside(
  ctx: Context,
  texts: readonly LeadingText[],
  words: readonly string[] = []
): Promise<string[]> {
  const found = new Set<string>()
  const add = async (text: string) => {
    for (const { start, end } of await findLeadingOut(ctx, text)) found.add(text.slice(start, end))
  }
  for (const { title = '', textContent, body, links, codes } of texts) {
    for (const text of [title, textContent, body]) await add(text)
    for (const link of [...links, ...codes])
      if (![...found].some((passage) => passage.includes(link)) && !(await isOfficial(ctx, link)))
        found.add(link)
  }
  for (const text of words) await add(text)
  return [...found]
}

const isOfficial = (ctx: Context, link: string) => ctx.ports.safety.isOfficialLink(ctx, link)
