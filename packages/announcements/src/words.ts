import type { Context } from '@stoa/core'
import { attachUploads, uploadIdsIn } from '@stoa/uploads'
import { checkBodiesFilled } from './blanks.ts'
import { outsideOfBodies } from './outside.ts'
import { renderEach, storedHtml } from './render.ts'
import type { Bodies, StoredHtml } from './schema.ts'

type Reviewed = { outside: string[]; html: StoredHtml }

/**
 * Lets guards review an update or a correction.
 * @param path of the texts in the input
 * @returns passages that lead out of the organisation, which need a second person, and the HTML
 * @throws Problem 422 for what guards refuse, and as `checkBodiesFilled`
 */
export async function reviewWords(ctx: Context, bodies: Bodies, path: string): Promise<Reviewed> {
  await checkBodiesFilled(ctx, bodies, path)
  for (const [locale, body] of Object.entries(bodies))
    await ctx.ports.safety.review(ctx, { path: `${path}.${locale}`, text: body })
  const texts = await renderEach(ctx, bodies)
  return { outside: await outsideOfBodies(ctx, texts), html: storedHtml(texts) }
}

/**
 * Attaches the actor's images in these texts to an announcement, so that they are as visible as it
 * is.
 */
export async function attachImages(ctx: Context, id: number, texts: string[]): Promise<void> {
  const ids = texts.flatMap((text) => uploadIdsIn(text))
  await attachUploads(ctx, ids, { kind: 'announcement', id })
}
