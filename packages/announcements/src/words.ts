import type { Context, Locale } from '@stoa/core'
import { renderBody } from '@stoa/threads'
import { attachUploads, uploadIdsIn } from '@stoa/uploads'
import { checkBodiesFilled } from './blanks.ts'
import { inLanguage } from './languages.ts'
import { outsideOfBodies } from './outside.ts'
import type { Bodies } from './schema.ts'

/** Renders a translated text in the reader's language or the nearest one. */
export async function rendered(ctx: Context, bodies: Bodies) {
  const { language, text } = inLanguage(bodies, ctx.locale) ?? { language: ctx.locale, text: '' }
  return { language, html: (await renderBody(ctx, text)).html }
}

/**
 * Renders a text in all its languages, the reader's first, because an approval covers all of them.
 */
export async function renderedInEach(ctx: Context, bodies: Bodies) {
  const languages = Object.entries(bodies) as [Locale, string][]
  const texts = languages.map(async ([language, body]) => ({
    language,
    html: (await renderBody(ctx, body)).html
  }))
  const isOthers = ({ language }: { language: Locale }) => Number(language !== ctx.locale)
  return (await Promise.all(texts)).sort((one, other) => isOthers(one) - isOthers(other))
}

/**
 * Lets guards review an update or a correction.
 * @param path of the texts in the input
 * @returns passages that lead out of the organisation; if there are any, a second person is needed
 * @throws Problem 422 for what guards refuse, and as `checkBodiesFilled`
 */
export async function reviewWords(ctx: Context, bodies: Bodies, path: string): Promise<string[]> {
  await checkBodiesFilled(ctx, bodies, path)
  for (const [locale, body] of Object.entries(bodies))
    await ctx.ports.review(ctx, { path: `${path}.${locale}`, text: body })
  return outsideOfBodies(ctx, bodies)
}

/**
 * Attaches the actor's images in these texts to an announcement, so that they are as visible as it
 * is.
 */
export async function attachImages(ctx: Context, id: number, texts: string[]): Promise<void> {
  const ids = texts.flatMap((text) => uploadIdsIn(text))
  await attachUploads(ctx, ids, { kind: 'announcement', id })
}
