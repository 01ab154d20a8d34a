import type { Context } from '@stoa/core'
import { renderBody } from '@stoa/threads'
import type { Bodies, Content } from './schema.ts'

/**
 * What in the texts of an announcement leads out of the organisation, each passage once: whatever a
 * reader could follow or write to, in the words they see, in what is written, behind its links and in
 * the codes of its images.
 */
export async function outsideOf(ctx: Context, { texts, services }: Content): Promise<string[]> {
  const words = new Set<string>()
  for (const { title, body } of Object.values(texts)) {
    await addPassages(ctx, title, words)
    await addOfBody(ctx, body, words)
  }
  for (const service of services) await addPassages(ctx, service, words)
  return [...words]
}

/** The same of an update or a correction. */
export async function outsideOfBodies(ctx: Context, bodies: Bodies): Promise<string[]> {
  const words = new Set<string>()
  for (const body of Object.values(bodies)) await addOfBody(ctx, body, words)
  return [...words]
}

async function addOfBody(ctx: Context, body: string, words: Set<string>) {
  const { textContent, links, codes } = await renderBody(ctx, body)
  await addPassages(ctx, textContent, words)
  await addPassages(ctx, body, words)
  const known = [...words].join('\n')
  for (const link of [...links, ...codes])
    if (!known.includes(link) && !(await ctx.ports.isOfficialLink(ctx, link))) words.add(link)
}

async function addPassages(ctx: Context, text: string, words: Set<string>) {
  for (const { start, end } of await ctx.ports.findOutside(ctx, text))
    words.add(text.slice(start, end))
}

/** A link to nowhere is its words alone. */
const emptyLink = /!?\[([^\]\n]*)\]\(\s*(?:["'][^"'\n]*["'])?\s*\)|<\s*>/g

/** A text without what leads out of the organisation. */
export async function withoutOutside(ctx: Context, text: string): Promise<string> {
  const found = await ctx.ports.findOutside(ctx, text)
  const left = found
    .toSorted((one, other) => other.start - one.start)
    .reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text)
  return left
    .replace(emptyLink, '$1')
    .replace(/(?<=\S) {2,}/g, ' ')
    .trim()
}

/** Every text of an announcement without what leads out of the organisation. */
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

/** The same of an update or a correction. */
export async function bodiesWithoutOutside(ctx: Context, bodies: Bodies): Promise<Bodies> {
  const left: Bodies = {}
  for (const [locale, body] of Object.entries(bodies))
    left[locale as keyof Bodies] = await withoutOutside(ctx, body)
  return left
}
