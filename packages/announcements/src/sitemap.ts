import { and, desc, inArray } from 'drizzle-orm'
import { guest, type Context } from '@stoa/core'
import { visibleAnnouncements } from './policy.ts'
import { rowColumns, toRow, typeNamesFor } from './rows.ts'
import { announcements } from './schema.ts'

// A sitemap has at most 50,000 entries; search engines need the recent announcements.
const maxEntries = 5_000

// The page of a withdrawn announcement is not listed, because what it said was wrong.
const listed = and(
  visibleAnnouncements(guest),
  inArray(announcements.state, ['published', 'expired'])
)

/** Paths of announcements that guests may read, the newest first, with their last change. */
export async function announcementsOfSitemap(
  outer: Context
): Promise<{ url: string; changedAt: string }[]> {
  const ctx = { ...outer, actor: guest }
  const rows = await ctx.db
    .select(rowColumns)
    .from(announcements)
    .where(listed)
    .orderBy(desc(announcements.publishedAt), desc(announcements.id))
    .limit(maxEntries)
  const names = await typeNamesFor(ctx)
  return rows.map((row) => toRow(ctx, row, names))
}
