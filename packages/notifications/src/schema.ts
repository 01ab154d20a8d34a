import { sql } from 'drizzle-orm'
import { index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, ref, time } from '@stoa/core'
import { users } from '@stoa/accounts/schema'

export const kinds = [
  'answer',
  'reply',
  'mention',
  'accepted',
  'moderation',
  'report_outcome',
  /** A thread in which they replied, and their reply with it. */
  'thread_hidden',
  'new_thread',
  'announcement',
  'announcement_update',
  /** What they were told was wrong. */
  'announcement_withdrawn',
  'incident_resolved',
  /** The desk answered. */
  'ticket',
  'ticket_changed',
  /** A moderator opened it for the reader, who may decline. */
  'ticket_opened',
  /** For the desk: something waits. */
  'desk',
  /** For the desk: a ticket is soon due, or overdue. */
  'desk_due',
  'desk_overdue',
  /** For the desk: a note names the reader. */
  'desk_mention',
  /** For its writer and staff on call: an announcement is due for a word. */
  'announcement_reminder',
  /** For admins: a desk elsewhere has not got what it should know of. */
  'desk_undelivered',
  /** For staff: a moderator was stopped. */
  'alert',
  /** For staff: a volunteer proposes what only they may change about a thread. */
  'proposal',
  /** For moderators: somebody may be robbed while it waits. */
  'urgent_case',
  /** For staff on call: somebody says that their account was stolen. */
  'stolen_account',
  /** For admins: somebody wants to moderate. */
  'application',
  /** For admins: another one wants a change of what is official. */
  'trust_proposal',
  /** For who wanted to: there is an answer. */
  'application_answer'
] as const
export type Kind = (typeof kinds)[number]

/** About an announcement: they come from the organisation, and what it says is mailed. */
export const announcementKinds: readonly Kind[] = [
  'announcement',
  'announcement_update',
  'announcement_withdrawn',
  'incident_resolved',
  'announcement_reminder'
]

/** About a ticket: they name its number and nothing else. */
export const ticketKinds: readonly Kind[] = [
  'ticket',
  'ticket_changed',
  'ticket_opened',
  'desk',
  'desk_due',
  'desk_overdue',
  'desk_mention'
]

/** Staff on call are woken by these, whatever they chose. */
export const wakingKinds: readonly Kind[] = ['urgent_case', 'stolen_account']

export const frequencies = ['at_once', 'daily', 'never'] as const
export type Frequency = (typeof frequencies)[number]

/** Ids only: what is shown is read when it is shown, through what the reader may see. */
export const notifications = pgTable(
  'notifications',
  {
    id: id(),
    userId: ref()
      .notNull()
      .references(() => users.id),
    kind: text({ enum: kinds }).notNull(),
    eventId: ref().notNull(),
    threadId: ref(),
    postId: ref(),
    /** Of a moderation action. */
    actionId: ref(),
    announcementId: ref(),
    ticketId: ref(),
    /** Whose doing it is: the post's author, not who approved it. */
    actorId: ref().notNull(),
    createdAt: time().notNull(),
    readAt: time()
  },
  (t) => [
    uniqueIndex('notifications_once').on(t.userId, t.eventId, t.kind),
    index('notifications_user').on(t.userId, t.id),
    index('notifications_announcement')
      .on(t.announcementId, t.kind, t.userId)
      .where(sql`announcement_id is not null`),
    index('notifications_post').on(t.postId, t.userId),
    index('notifications_unread')
      .on(t.userId)
      .where(sql`read_at is null`)
  ]
)

/** Whose mails wait to become one, and of which the last such mail has told. */
export const foldedMails = pgTable(
  'folded_mails',
  {
    userId: ref()
      .primaryKey()
      .references(() => users.id),
    /** When the reader was notified of the first that waits. */
    since: time().notNull(),
    /** Null while none wait. */
    dueAt: time(),
    notifiedUntil: time()
  },
  (t) => [index('folded_mails_due').on(t.dueAt)]
)

/** A row only where a user differs from the defaults. */
export const preferences = pgTable(
  'notification_preferences',
  {
    userId: ref()
      .notNull()
      .references(() => users.id),
    kind: text({ enum: kinds }).notNull(),
    mail: text({ enum: frequencies }).notNull()
  },
  (t) => [primaryKey({ columns: [t.userId, t.kind] })]
)

/** Delivery keys of mails that have left, so that none leaves twice. */
export const sentMails = pgTable('sent_mails', {
  key: text().primaryKey(),
  sentAt: time().notNull()
})
