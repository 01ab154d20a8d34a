import { sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { notifications, type Kind } from './schema.ts'

/**
 * Condition on a row `asked` of a notification and its reader: they were not told yet. It bounds
 * notifications to one per end of an incident (as an update too), and one a day per thread for
 * proposals and for hiding. A change of a ticket is not notified after a later one.
 */
export const isUnheard = sql`not exists (select from ${notifications} heard
  where heard.user_id = asked.user_id and case asked.kind
    when 'incident_resolved' then heard.kind = 'incident_resolved'
      and heard.announcement_id = asked.announcement_id
    when 'announcement_update' then heard.kind = 'incident_resolved'
      and heard.event_id = asked.event_id
    when 'ticket_changed' then heard.kind = 'ticket_changed'
      and heard.ticket_id = asked.ticket_id and heard.event_id >= asked.event_id
    when 'proposal' then heard.kind = 'proposal' and heard.thread_id = asked.thread_id
      and heard.created_at > asked.created_at - interval '1 day'
    when 'thread_hidden' then heard.kind = 'thread_hidden' and heard.thread_id = asked.thread_id
      and heard.created_at > asked.created_at - interval '1 day'
    else false end)`

type Told = { notificationId: number; userId: number; kind: Kind; ticketId: number | null }

/**
 * Replaces earlier unread notifications about the same ticket by the latest. Only the latest is
 * mailed.
 */
export async function standInForOlder({ db }: Context, told: readonly Told[]): Promise<void> {
  const changed = told.filter(({ kind }) => kind === 'ticket_changed')
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
