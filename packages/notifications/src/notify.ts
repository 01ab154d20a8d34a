import { and, eq, inArray, isNotNull, isNull, ne, notExists, sql } from 'drizzle-orm'
import { emit, emitAll, inParts, type Context } from '@stoa/core'
import { mutedUsers, users } from '@stoa/accounts/tables'
import { threadFollowings } from '@stoa/threads/tables'
import type { Cause, Note } from './note.ts'
import { standInForOlder, unheard } from './deduplication.ts'
import { wanting } from './preferences.ts'
import { announcementKinds, notifications, ticketKinds, type Kind } from './schema.ts'

/** Kinds that ignore mutes. */
const official: readonly Kind[] = [
  'moderation',
  'report_outcome',
  'thread_hidden',
  'alert',
  'proposal',
  'urgent_case',
  'stolen_account',
  'application',
  'trust_proposal',
  'application_answer',
  ...announcementKinds,
  ...ticketKinds
]

/**
 * Kinds of which a reader gets only one per post, even after approval, an edit or with several
 * reasons.
 */
const ofPosts: Kind[] = ['answer', 'mention', 'reply', 'new_thread']

/**
 * Stores one notification in each inbox, once per event and kind, and queues mails for readers who
 * want them at once. Callers have checked that the readers may see the content.
 */
export async function notify(ctx: Context, cause: Cause, note: Note, userIds: readonly number[]) {
  for (const part of inParts(userIds)) await notifyPart(ctx, cause, note, part)
}

async function notifyPart(ctx: Context, cause: Cause, note: Note, userIds: number[]) {
  const readers = await listening(ctx, cause, note, userIds)
  if (readers.length === 0) return
  await standInForOlder(ctx, note, readers)
  const rows = readers.map((userId) => ({
    ...{ userId, kind: note.kind, eventId: cause.id, createdAt: cause.createdAt },
    ...{ threadId: note.threadId, postId: note.postId, actionId: note.actionId },
    ...{ announcementId: note.announcementId, ticketId: note.ticketId },
    actorId: note.byId
  }))
  const added = await ctx.db
    .insert(notifications)
    .values(rows)
    .onConflictDoNothing()
    .returning({ notificationId: notifications.id, userId: notifications.userId })
  await announce(ctx, note.kind, added)
}

/** Filters users: existing, not the actor, and without a mute of author or thread. */
async function listening(
  ctx: Context,
  cause: Cause,
  note: Note,
  userIds: number[]
): Promise<number[]> {
  const present = and(isNull(users.erasedAt), isNotNull(users.emailVerifiedAt))
  const rows = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        ...[inArray(users.id, userIds), ne(users.id, note.byId), present],
        ...[unmuted(ctx, note), unheard(ctx, cause, note)]
      )
    )
  return rows.map(({ id }) => id)
}

function unmuted({ db }: Context, { kind, byId, threadId, postId }: Note) {
  if (official.includes(kind)) return undefined
  const author = and(eq(mutedUsers.userId, users.id), eq(mutedUsers.mutedUserId, byId))
  const thread = and(
    eq(threadFollowings.userId, users.id),
    eq(threadFollowings.threadId, threadId ?? 0),
    eq(threadFollowings.level, 'muted')
  )
  const told = and(
    eq(notifications.userId, users.id),
    eq(notifications.postId, postId ?? 0),
    inArray(notifications.kind, kind === 'accepted' ? ['accepted'] : ofPosts)
  )
  const one = sql`1`
  return and(
    notExists(db.select({ one }).from(mutedUsers).where(author)),
    notExists(db.select({ one }).from(threadFollowings).where(thread)),
    notExists(db.select({ one }).from(notifications).where(told))
  )
}

type Added = { notificationId: number; userId: number }[]

async function announce(ctx: Context, kind: Kind, added: Added) {
  if (added.length === 0) return
  const userIds = added.map(({ userId }) => userId)
  await emit(ctx, 'inbox.changed', { userIds })
  const mailed = await wanting(ctx, userIds, kind, 'at_once')
  const toMail = added.filter(({ userId }) => mailed.has(userId))
  await emitAll(ctx, 'notification.created', toMail)
}

type AboutAnnouncement = Cause & { actorId: number; payload: { announcementId: number } }

/**
 * Notifies readers of an announcement, once per event, except the actor. Callers have checked that
 * the readers may see it.
 */
export async function notifyOfAnnouncement(
  ctx: Context,
  event: AboutAnnouncement,
  kind: Extract<Kind, `announcement${string}` | 'incident_resolved'>,
  userIds: readonly number[]
): Promise<void> {
  const { announcementId } = event.payload
  await notify(ctx, event, { kind, byId: event.actorId, announcementId }, userIds)
}

type AboutTicket = Cause & { actorId: number; payload: { ticketId: number } }
type TicketKind =
  | 'ticket'
  | 'ticket_changed'
  | 'ticket_opened'
  | 'desk'
  | 'desk_due'
  | 'desk_overdue'
  | 'desk_mention'

/** Notifies of a change of a ticket without its content. */
export const notifyOfTicket = (
  ctx: Context,
  event: AboutTicket,
  kind: TicketKind,
  userIds: readonly number[]
): Promise<void> =>
  notify(ctx, event, { kind, byId: event.actorId, ticketId: event.payload.ticketId }, userIds)
