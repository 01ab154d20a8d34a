import { and, eq, gt, gte, inArray, isNull, notExists, sql } from 'drizzle-orm'
import { users } from '@stoa/accounts/tables'
import { after, type Context } from '@stoa/core'
import type { Cause, Note } from './note.ts'
import { notifications, type Kind } from './schema.ts'

const day = 24 * 3600_000

/** Kinds that are sent only once, with the kind whose earlier notification counts. */
const saidBy: Partial<Record<Kind, Kind>> = {
  incident_resolved: 'incident_resolved',
  announcement_update: 'incident_resolved',
  proposal: 'proposal',
  thread_hidden: 'thread_hidden',
  ticket_changed: 'ticket_changed'
}

/**
 * A condition on users who were not notified yet. It bounds notifications to one per end of an
 * incident (as an update too), and one a day per thread for proposals and for hiding. A change of a
 * ticket is not notified after a later one.
 */
export function unheard({ db }: Context, cause: Cause, note: Note) {
  const earlier = saidBy[note.kind]
  if (earlier === undefined) return undefined
  const heard = and(eq(notifications.userId, users.id), eq(notifications.kind, earlier))
  return notExists(
    db
      .select({ one: sql`1` })
      .from(notifications)
      .where(and(heard, isAbout(cause, note)))
  )
}

function isAbout({ id, createdAt }: Cause, note: Note) {
  switch (note.kind) {
    case 'incident_resolved':
      return eq(notifications.announcementId, note.announcementId ?? 0)
    case 'proposal':
    case 'thread_hidden':
      return and(
        eq(notifications.threadId, note.threadId ?? 0),
        gt(notifications.createdAt, after(createdAt, -day))
      )
    case 'ticket_changed':
      return and(eq(notifications.ticketId, note.ticketId ?? 0), gte(notifications.eventId, id))
    default:
      return eq(notifications.eventId, id)
  }
}

/**
 * Replaces earlier unread notifications about the same ticket by the latest. Only the latest is
 * mailed.
 */
export async function standInForOlder(
  { db }: Context,
  { kind, ticketId }: Note,
  userIds: readonly number[]
): Promise<void> {
  if (kind !== 'ticket_changed' || !ticketId) return
  const same = and(eq(notifications.kind, kind), eq(notifications.ticketId, ticketId))
  const unread = and(inArray(notifications.userId, [...userIds]), isNull(notifications.readAt))
  await db.delete(notifications).where(and(same, unread))
}
