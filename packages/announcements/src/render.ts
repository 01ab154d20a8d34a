import type { Context, Locale } from '@stoa/core'
import { textFor } from '@stoa/core/languages'
import { renderBody, rendererVersion } from '@stoa/threads/rendering'
import type { Bodies, StoredHtml } from './schema.ts'

export type RenderedText = Awaited<ReturnType<typeof renderBody>> & { locale: Locale; body: string }

/** Renders a text in each of its languages. */
export async function renderEach(ctx: Context, bodies: Bodies): Promise<RenderedText[]> {
  const texts: RenderedText[] = []
  for (const [locale, body] of Object.entries(bodies) as [Locale, string][])
    texts.push({ ...(await renderBody(ctx, body)), locale, body })
  return texts
}

/** What is stored of a published update or correction, so that no reader waits for its rendering. */
export const storedHtml = (texts: readonly RenderedText[]): StoredHtml => ({
  version: rendererVersion,
  html: Object.fromEntries(texts.map(({ locale, html }) => [locale, html]))
})

/**
 * HTML of an update or correction in the reader's language or the nearest one. What an older
 * renderer made is rendered again.
 */
export async function showBodies(ctx: Context, bodies: Bodies, stored: StoredHtml | null) {
  const isFresh = stored?.version === rendererVersion
  const { language, text } = textFor(ctx, isFresh ? stored.html : bodies) ?? {}
  const html = isFresh ? text : (await renderBody(ctx, text ?? '')).html
  return { language: language ?? ctx.locale, html: html ?? '' }
}
