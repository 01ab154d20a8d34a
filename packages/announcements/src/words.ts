import type { Context, Locale } from '@stoa/core'
import { renderBody } from '@stoa/threads'
import { attachUploads, uploadIdsIn } from '@stoa/uploads'
import { checkBodiesFilled } from './blanks.ts'
import { inLanguage } from './languages.ts'
import { outsideOfBodies } from './outside.ts'
import type { Bodies } from './schema.ts'

/** A text of several languages as its reader sees it. */
export async function rendered(ctx: Context, bodies: Bodies) {
  const { language, text } = inLanguage(bodies, ctx.locale) ?? { language: ctx.locale, text: '' }
  return { language, html: (await renderBody(ctx, text)).html }
}

/** The same in each of its languages, the reader's first: who approves it stands by all of them. */
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
 * Lets the guards look at an update or a correction.
 * @param path where the texts stand in the input
 * @returns what in it leads out of the organisation: with any, one person alone may not send it out
 * @throws Problem 422 for what guards refuse, and as `checkBodiesFilled`
 */
export async function reviewWords(ctx: Context, bodies: Bodies, path: string): Promise<string[]> {
  await checkBodiesFilled(ctx, bodies, path)
  for (const [locale, body] of Object.entries(bodies))
    await ctx.ports.review(ctx, { path: `${path}.${locale}`, text: body })
  return outsideOfBodies(ctx, bodies)
}

/** Hangs the actor's images in these texts on an announcement: they are as visible as it is. */
export async function attachImages(ctx: Context, id: number, texts: string[]): Promise<void> {
  const ids = texts.flatMap((text) => uploadIdsIn(text))
  await attachUploads(ctx, ids, { kind: 'announcement', id })
}
