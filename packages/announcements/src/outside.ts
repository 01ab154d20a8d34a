import type { Context } from '@stoa/core'
import type { AnnouncementVersion } from './content.ts'
import type { RenderedText } from './render.ts'
import type { Bodies, Content } from './schema.ts'

/**
 * Passages in an announcement that lead out of the organisation, without duplicates: everything a
 * reader could follow or write to, in visible text, Markdown, link targets and QR codes of images.
 */
export async function outsideOf(
  ctx: Context,
  { content, texts }: AnnouncementVersion
): Promise<string[]> {
  const words = new Set<string>()
  for (const text of texts) {
    await addPassages(ctx, text.title, words)
    await addOfBody(ctx, text, words)
  }
  for (const service of content.services) await addPassages(ctx, service, words)
  return [...words]
}

/** As `outsideOf`, for an update or a correction. */
export async function outsideOfBodies(
  ctx: Context,
  texts: readonly RenderedText[]
): Promise<string[]> {
  const words = new Set<string>()
  for (const text of texts) await addOfBody(ctx, text, words)
  return [...words]
}

async function addOfBody(
  ctx: Context,
  { body, textContent, links, codes }: RenderedText,
  words: Set<string>
) {
  await addPassages(ctx, textContent, words)
  await addPassages(ctx, body, words)
  const known = [...words].join('\n')
  for (const link of [...links, ...codes])
    if (!known.includes(link) && !(await ctx.ports.safety.isOfficialLink(ctx, link)))
      words.add(link)
}

async function addPassages(ctx: Context, text: string, words: Set<string>) {
  for (const { start, end } of await ctx.ports.safety.findOutside(ctx, text))
    words.add(text.slice(start, end))
}

/** Markdown of a link whose target was removed; only its text is kept. */
const emptyLink = /!?\[([^\]\n]*)\]\(\s*(?:["'][^"'\n]*["'])?\s*\)|<\s*>/g

/** Removes passages that lead out of the organisation from a text. */
export async function withoutOutside(ctx: Context, text: string): Promise<string> {
  const found = await ctx.ports.safety.findOutside(ctx, text)
  const left = found
    .toSorted((one, other) => other.start - one.start)
    .reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text)
  return left
    .replace(emptyLink, '$1')
    .replace(/(?<=\S) {2,}/g, ' ')
    .trim()
}

/** Removes such passages from all texts of an announcement. */
export async function contentWithoutOutside(ctx: Context, content: Content): Promise<Content> {
  const texts: Content['texts'] = {}
  for (const [locale, { title, body }] of Object.entries(content.texts))
    texts[locale as keyof typeof texts] = {
      title: await withoutOutside(ctx, title),
      body: await withoutOutside(ctx, body)
    }
  const services = await Promise.all(content.services.map((one) => withoutOutside(ctx, one)))
  return { ...content, texts, services: services.filter((service) => service !== '') }
}

/** Removes such passages from an update or a correction. */
export async function bodiesWithoutOutside(ctx: Context, bodies: Bodies): Promise<Bodies> {
  const left: Bodies = {}
  for (const [locale, body] of Object.entries(bodies))
    left[locale as keyof Bodies] = await withoutOutside(ctx, body)
  return left
}
