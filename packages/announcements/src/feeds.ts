import { and, desc, inArray } from 'drizzle-orm'
import { guest, type Context, type Locale } from '@stoa/core'
import { categoryName, findCategory } from '@stoa/threads'
import { visibleAnnouncements } from './policy.ts'
import { concerning } from './reading.ts'
import { namesFor, rowColumns, toRow } from './rows.ts'
import { announcements } from './schema.ts'
import { showWords } from './showing.ts'

export type AnnouncementFeedEntry = {
  id: number
  /** Path, percent-encoded. */
  url: string
  title: string
  html: string
  language: Locale
  publishedAt: string
  changedAt: string
}

export type AnnouncementFeed = {
  /** Of the category; null for all of them. */
  title: string | null
  entries: AnnouncementFeedEntry[]
}

const size = 30

/**
 * The newest announcements as guests read them, in the reader's language or the nearest, of all
 * categories or of one (by slug). In place of the text of a withdrawn one stands its correction.
 * @throws Problem 404
 */
export async function feedOfAnnouncements(
  outer: Context,
  slug?: string
): Promise<AnnouncementFeed> {
  const ctx = { ...outer, actor: guest }
  const [category] = slug === undefined ? [] : await findCategory(ctx, slug)
  const rows = await ctx.db
    .select({ row: rowColumns, correction: announcements.correction })
    .from(announcements)
    .where(
      and(
        visibleAnnouncements(guest),
        inArray(announcements.state, ['published', 'expired', 'withdrawn']),
        slug === undefined ? undefined : await concerning(ctx, slug)
      )
    )
    .orderBy(desc(announcements.publishedAt), desc(announcements.id))
    .limit(size)
  const names = await namesFor(ctx)
  const entries = rows.map(async ({ row, correction }) => {
    const { id, url, title, language, publishedAt, changedAt } = toRow(ctx, row, names)
    const { html } = await showWords(ctx, id, row.state === 'withdrawn' ? (correction ?? {}) : null)
    return { id, url, title, html, language, publishedAt: publishedAt ?? changedAt, changedAt }
  })
  return {
    title: category ? categoryName(category.name, ctx.locale) : null,
    entries: await Promise.all(entries)
  }
}
