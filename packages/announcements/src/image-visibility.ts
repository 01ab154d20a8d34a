import { and, sql } from 'drizzle-orm'
import { isTooEarly } from '@stoa/accounts/reading-access'
import type { Context } from '@stoa/core'
import { announcementRevisions, announcements, announcementUpdates } from './schema.ts'
import { can, visibleAnnouncements } from './policy.ts'

/**
 * Whether the actor may see an image of an announcement, that is, may read a text with it. Only
 * writers read texts that wait for a second person. Of a withdrawn announcement only the correction
 * is shown.
 */
export async function isAnnouncementVisible(
  ctx: Context,
  id: number,
  uploadId: string
): Promise<boolean> {
  const { db, actor } = ctx
  if (await isTooEarly(ctx)) return false
  const shown = can.announce(actor) ? undefined : isShown(uploadId)
  const rows = await db
    .select({ id: announcements.id })
    .from(announcements)
    .where(and(sql`${announcements.id} = ${id}`, visibleAnnouncements(actor), shown))
  return rows.length > 0
}

const isShown = (uploadId: string) => sql`case when ${announcements.state} = 'withdrawn'
  then position(${uploadId} in ${announcements.correction}::text) > 0
  else exists (select from ${announcementRevisions} r
      where r.announcement_id = ${announcements.id} and r.published_at is not null
        and position(${uploadId} in r.content::text) > 0)
    or exists (select from ${announcementUpdates} u
      where u.announcement_id = ${announcements.id}
        and position(${uploadId} in u.bodies::text) > 0) end`
