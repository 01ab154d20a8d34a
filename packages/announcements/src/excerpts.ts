import { and, desc, inArray } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import type { Context } from '@stoa/core'
import { textFor } from '@stoa/core/languages'
import { excerpt, renderMarkdown } from '@stoa/threads/rendering'
import { visibleAnnouncements } from './policy.ts'
import {
  announcements,
  announcementTexts,
  announcementUpdates,
  type Bodies,
  type Texts
} from './schema.ts'
import { announcementUrl } from './urls.ts'

/** An announcement in an inbox or e-mail. */
export type AnnouncementExcerpt = { title: string; url: string; text: string }

const mailedLength = 600

/** Thousands of followers get the same text, which is rendered once. */
const excerpts = new LRUCache<string, string>({
  max: 200,
  memoMethod: (body) => excerpt(renderMarkdown(body).textContent, mailedLength)
})

/**
 * Describes announcements for inboxes and e-mails, in the reader's language: the text, the last
 * update, or the correction of a withdrawn announcement.
 */
export async function describeAnnouncements(
  ctx: Context,
  ids: readonly number[]
): Promise<Map<number, AnnouncementExcerpt>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .select()
    .from(announcements)
    .where(and(inArray(announcements.id, [...ids]), visibleAnnouncements(ctx.actor)))
  const [texts, updates] = await Promise.all([textsOf(ctx, ids), lastUpdates(ctx, ids)])
  return new Map(
    rows.map((row) => [
      row.id,
      excerptOf(ctx, row, texts.get(row.id) ?? {}, updates.get(row.id) ?? {})
    ])
  )
}

function excerptOf(
  ctx: Context,
  { id, state, correction }: typeof announcements.$inferSelect,
  texts: Texts,
  lastUpdate: Bodies
): AnnouncementExcerpt {
  const text = textFor(ctx, texts)?.text
  const title = text?.title ?? ''
  const isWithdrawn = state === 'withdrawn'
  const latest = textFor(ctx, isWithdrawn ? (correction ?? {}) : lastUpdate)?.text
  const body = latest ?? (isWithdrawn ? '' : (text?.body ?? ''))
  return { title, url: announcementUrl(id, title), text: excerpts.memo(body) }
}

async function textsOf({ db }: Context, ids: readonly number[]): Promise<Map<number, Texts>> {
  const rows = await db
    .select()
    .from(announcementTexts)
    .where(inArray(announcementTexts.announcementId, [...ids]))
  const texts = new Map<number, Texts>()
  for (const { announcementId, locale, title, body } of rows)
    texts.set(announcementId, { ...texts.get(announcementId), [locale]: { title, body } })
  return texts
}

async function lastUpdates({ db }: Context, ids: readonly number[]): Promise<Map<number, Bodies>> {
  const rows = await db
    .selectDistinctOn([announcementUpdates.announcementId], {
      id: announcementUpdates.announcementId,
      bodies: announcementUpdates.bodies
    })
    .from(announcementUpdates)
    .where(inArray(announcementUpdates.announcementId, [...ids]))
    .orderBy(announcementUpdates.announcementId, desc(announcementUpdates.id))
  return new Map(rows.map(({ id, bodies }) => [id, bodies]))
}
