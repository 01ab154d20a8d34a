import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import { after, guest, type Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { excerpt, renderBody } from '@stoa/threads/rendering'
import { visibleAnnouncements } from './policy.ts'
import { day } from './phase.ts'
import { rowColumns, toRow, typeNamesFor } from './rows.ts'
import { announcements, announcementTexts, announcementUpdates, type Bodies } from './schema.ts'

export type CalendarEntry = {
  id: number
  /** Percent-encoded path. */
  url: string
  title: string
  /** The beginning of the text, or of the correction of a withdrawn announcement. */
  description: string
  startsAt: string
  endsAt: string | null
  publishedAt: string
  changedAt: string
  cancelled: boolean
  /** Raised by each public version, each update, and the withdrawal. */
  sequence: number
}

// Calendars keep what has left the file, so that only recent changes have to be in it.
const pastDays = 60
const maxEntries = 200
const excerptLength = 300

const sequence = sql<number>`(${announcements.publicRevision}
  + (select count(*)::int from ${announcementUpdates} u where u.announcement_id = announcements.id)
  + case when ${announcements.state} = 'withdrawn' then 1 else 0 end)`

const bodies = sql<Bodies>`(
  select coalesce(json_object_agg(${announcementTexts.locale}, ${announcementTexts.body}), '{}')
  from ${announcementTexts} where ${announcementTexts.announcementId} = ${announcements.id})`

/**
 * Windows of public maintenance as guests see them, the earliest first, in the reader's language or
 * the nearest one. A withdrawn one is cancelled.
 * @param id only of this announcement; of another one that is no public maintenance: none
 */
export async function maintenanceCalendar(outer: Context, id?: number): Promise<CalendarEntry[]> {
  const ctx = { ...outer, actor: guest }
  const since = after(ctx.now, -pastDays * day)
  const rows = await ctx.db
    .select({ row: rowColumns, correction: announcements.correction, bodies, sequence })
    .from(announcements)
    .where(
      and(
        visibleAnnouncements(guest),
        inArray(announcements.state, ['published', 'expired', 'withdrawn']),
        eq(announcements.basis, 'maintenance'),
        id === undefined ? gt(announcements.startsAt, since) : eq(announcements.id, id)
      )
    )
    .orderBy(asc(announcements.startsAt), asc(announcements.id))
    .limit(maxEntries)
  const names = await typeNamesFor(ctx)
  const entries = rows.map(async ({ row, ...words }) => {
    const { url, title, startsAt, endsAt, changedAt, publishedAt } = toRow(ctx, row, names)
    if (startsAt === null) return []
    const cancelled = row.state === 'withdrawn'
    const description = await beginningOf(ctx, cancelled ? words.correction : words.bodies)
    const times = { startsAt, endsAt, changedAt, publishedAt: publishedAt ?? changedAt }
    return { id: row.id, url, title, description, ...times, cancelled, sequence: words.sequence }
  })
  return (await Promise.all(entries)).flat()
}

async function beginningOf(ctx: Context, bodies: Bodies | null): Promise<string> {
  const text = wordsFor(ctx, bodies ?? {})
  return excerpt((await renderBody(ctx, text)).textContent, excerptLength)
}
