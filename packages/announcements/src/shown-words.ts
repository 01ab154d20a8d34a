import { eq } from 'drizzle-orm'
import type { Context, Locale } from '@stoa/core'
import { textFor } from '@stoa/core/languages'
import { renderBody, rendererVersion } from '@stoa/threads/rendering'
import { announcementTexts } from './schema.ts'

export type Html = Partial<Record<Locale, string>>

/** HTML of an announcement for its reader. */
export async function showWords(ctx: Context, id: number) {
  const { language, text } = textFor(ctx, await htmlOf(ctx, id)) ?? {}
  return { language: language ?? ctx.locale, html: text ?? '' }
}

/** HTML of an announcement in each language. Texts by an older renderer are rendered again. */
export async function htmlOf(ctx: Context, id: number): Promise<Html> {
  const rows = await ctx.db
    .select()
    .from(announcementTexts)
    .where(eq(announcementTexts.announcementId, id))
  const entries = rows.map(async (row) => {
    const fresh = row.rendererVersion === rendererVersion
    return [row.locale, fresh ? row.html : (await renderBody(ctx, row.body)).html] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}
