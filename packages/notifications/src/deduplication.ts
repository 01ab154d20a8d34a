import { sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { notifications, type Kind } from './schema.ts'

/**
 * Condition on a row `asked`, a notification to add: its reader has no earlier one that covers it.
 * Limits notifications to one per end of an incident (as an update too), and one a day per thread
 * for proposals and for hiding. Approvers get none while an unread one of the last day is about the
 * same announcement, or about articles by the same person. A change of a ticket is not notified after a later one.
 */
export const isNotDuplicate = sql`not exists (select from ${notifications} earlier
  where earlier.user_id = asked.user_id and case asked.kind
    when 'incident_resolved' then earlier.kind = 'incident_resolved'
      and earlier.announcement_id = asked.announcement_id
    when 'announcement_update' then earlier.kind = 'incident_resolved'
      and earlier.event_id = asked.event_id
    when 'announcement_approval' then earlier.kind = 'announcement_approval'
      and earlier.announcement_id = asked.announcement_id and earlier.read_at is null
      and earlier.created_at > asked.created_at - interval '1 day'
    when 'article_approval' then earlier.kind = 'article_approval'
      and earlier.actor_id = asked.actor_id and earlier.read_at is null
      and earlier.created_at > asked.created_at - interval '1 day'
    when 'ticket_changed' then earlier.kind = 'ticket_changed'
      and earlier.ticket_id = asked.ticket_id and earlier.event_id >= asked.event_id
    when 'proposal' then earlier.kind = 'proposal' and earlier.thread_id = asked.thread_id
      and earlier.created_at > asked.created_at - interval '1 day'
    when 'thread_hidden' then earlier.kind = 'thread_hidden' and earlier.thread_id = asked.thread_id
      and earlier.created_at > asked.created_at - interval '1 day'
    else false end)`

type Added = { notificationId: number; userId: number; kind: Kind; ticketId: number | null }

/**
 * Replaces earlier unread notifications about the same ticket by the latest. Only the latest is
 * mailed.
 */
export async function replaceOlder({ db }: Context, added: readonly Added[]): Promise<void> {
  const changed = added.filter(({ kind }) => kind === 'ticket_changed')
  if (changed.length === 0) return
  const ids = sql.param(changed.map(({ notificationId }) => notificationId))
  const userIds = sql.param(changed.map(({ userId }) => userId))
  const ticketIds = sql.param(changed.map(({ ticketId }) => ticketId))
  await db.execute(sql`delete from ${notifications} older
    using unnest(${ids}::bigint[], ${userIds}::bigint[], ${ticketIds}::bigint[])
      changed (id, user_id, ticket_id)
    where older.kind = 'ticket_changed' and older.user_id = changed.user_id and older.id < changed.id
      and older.ticket_id = changed.ticket_id and older.read_at is null`)
}
