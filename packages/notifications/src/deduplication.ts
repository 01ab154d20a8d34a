import { sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { notifications, type Kind } from './schema.ts'

const earlier = sql`select from ${notifications} earlier where earlier.user_id = asked.user_id`
const withinADay = sql`earlier.created_at > asked.created_at - interval '1 day'`

/**
 * Condition on a row `asked`, a notification to add: its reader has no earlier one that covers it.
 * Limits notifications to one per end of an incident (as an update too), and one a day per thread
 * for proposals and for hiding. Approvers of articles get none while an unread one of the last day is
 * about articles by the same person. A change of a ticket is not notified after a later one, and
 * neither is a version of an announcement that waits for approval.
 * The others, such as answers, look for none: a reader may have ten thousand.
 */
export const isNotDuplicate = sql`case asked.kind
  when 'incident_resolved' then not exists (${earlier} and earlier.kind = 'incident_resolved'
    and earlier.announcement_id = asked.announcement_id)
  when 'announcement_update' then not exists (${earlier} and earlier.kind = 'incident_resolved'
    and earlier.event_id = asked.event_id)
  when 'announcement_approval' then not exists (${earlier} and earlier.kind = asked.kind
    and earlier.announcement_id = asked.announcement_id and earlier.event_id >= asked.event_id)
  when 'article_approval' then not exists (${earlier} and earlier.kind = asked.kind
    and earlier.actor_id = asked.actor_id and earlier.read_at is null and ${withinADay})
  when 'ticket_changed' then not exists (${earlier} and earlier.kind = asked.kind
    and earlier.ticket_id = asked.ticket_id and earlier.event_id >= asked.event_id)
  when 'proposal' then not exists (${earlier} and earlier.kind = asked.kind
    and earlier.thread_id = asked.thread_id and ${withinADay})
  when 'thread_hidden' then not exists (${earlier} and earlier.kind = asked.kind
    and earlier.thread_id = asked.thread_id and ${withinADay})
  else true end`

type Added = {
  notificationId: number
  userId: number
  kind: Kind
  ticketId: number | null
  announcementId: number | null
}

const replacing: readonly Kind[] = ['ticket_changed', 'announcement_approval']

/**
 * Replaces earlier unread notifications about the same ticket, or of what waits in the same
 * announcement, by the latest. Only the latest is mailed.
 */
export async function replaceOlder({ db }: Context, added: readonly Added[]): Promise<void> {
  const changed = added.filter(({ kind }) => replacing.includes(kind))
  if (changed.length === 0) return
  const ids = sql.param(changed.map(({ notificationId }) => notificationId))
  const userIds = sql.param(changed.map(({ userId }) => userId))
  const kinds = sql.param(changed.map(({ kind }) => kind))
  const ticketIds = sql.param(changed.map(({ ticketId }) => ticketId))
  const announcementIds = sql.param(changed.map(({ announcementId }) => announcementId))
  await db.execute(sql`delete from ${notifications} older
    using unnest(${ids}::bigint[], ${userIds}::bigint[], ${kinds}::text[], ${ticketIds}::bigint[],
      ${announcementIds}::bigint[]) changed (id, user_id, kind, ticket_id, announcement_id)
    where older.kind = changed.kind and older.user_id = changed.user_id and older.id < changed.id
      and (older.ticket_id = changed.ticket_id or older.announcement_id = changed.announcement_id)
      and older.read_at is null`)
}
