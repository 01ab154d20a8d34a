import { eq } from 'drizzle-orm'
import type { Context, Locale } from '@stoa/core'
import { renderBody, rendererVersion } from '@stoa/threads'
import { inLanguage } from './languages.ts'
import { announcementTexts, type Bodies } from './schema.ts'
import { rendered } from './words.ts'

export type Html = Partial<Record<Locale, string>>

/** The words of an announcement for its reader, or what stands in their place. */
export async function showWords(ctx: Context, id: number, instead: Bodies | null) {
  if (instead) return rendered(ctx, instead)
  const { language, text } = inLanguage(await htmlOf(ctx, id), ctx.locale) ?? {}
  return { language: language ?? ctx.locale, html: text ?? '' }
}

/** The text of an announcement in each of its languages, rendered anew where a renderer of before did it. */
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
