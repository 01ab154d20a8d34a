import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex
} from 'drizzle-orm/pg-core'
import type { Locale } from '@stoa/core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'

export const kinds = [
  'answer',
  'reply',
  'mention',
  'accepted',
  'moderation',
  'report_outcome',
  /** A thread was hidden in which the reader had replied. */
  'thread_hidden',
  'new_thread',
  'announcement',
  'announcement_update',
  /** An announcement that the reader was notified of was wrong. */
  'announcement_withdrawn',
  'incident_resolved',
  /** The desk answered. */
  'ticket',
  'ticket_changed',
  /** A moderator opened a ticket for the reader, who may decline. */
  'ticket_opened',
  /** For agents: a ticket needs an answer. */
  'desk',
  /** For agents: a ticket is soon due, or overdue. */
  'desk_due',
  'desk_overdue',
  /** For agents: a note mentions the reader. */
  'desk_mention',
  /** For its author and staff on call: an announcement needs an update. */
  'announcement_reminder',
  /** For staff: a moderator reached the limit of hiding. */
  'alert',
  /** For staff: a volunteer proposes a change of a thread which only staff may make. */
  'proposal',
  /** For moderators: somebody may be robbed while the case waits. */
  'urgent_case',
  /** For staff on call: an account was reported as stolen. */
  'stolen_account',
  /** Somebody reported the reader's second factor as lost. */
  'factor_loss',
  /** For admins: somebody applied to moderate. */
  'application',
  /** For admins: another admin proposes a change of the trust list. */
  'trust_proposal',
  'retention_proposal',
  /** For applicants: the application was answered. */
  'application_answer'
] as const
export type Kind = (typeof kinds)[number]

/** Kinds about an announcement. They come from the organisation, and the mail contains its text. */
export const announcementKinds: readonly Kind[] = [
  'announcement',
  'announcement_update',
  'announcement_withdrawn',
  'incident_resolved',
  'announcement_reminder'
]

/** Kinds about a ticket. They contain only its number. */
export const ticketKinds: readonly Kind[] = [
  'ticket',
  'ticket_changed',
  'ticket_opened',
  'desk',
  'desk_due',
  'desk_overdue',
  'desk_mention'
]

/** Kinds that are mailed to staff on call regardless of preferences. */
export const wakingKinds: readonly Kind[] = ['urgent_case', 'stolen_account']

export const frequencies = ['at_once', 'daily', 'never'] as const
export type Frequency = (typeof frequencies)[number]

/** Ids only. The content is read when it is shown, with the reader's rights. */
export const notifications = pgTable(
  'notifications',
  {
    id: id(),
    userId: belongsTo(() => users.id),
    kind: text({ enum: kinds }).notNull(),
    eventId: ref().notNull(),
    threadId: ref(),
    postId: ref(),
    /** The id of a moderation action. */
    actionId: ref(),
    announcementId: ref(),
    ticketId: ref(),
    /** The actor: the post's author, not the moderator who approved it. */
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

/** Mails that wait to be combined, per user, and the end of the last combined mail. */
export const foldedMails = pgTable(
  'folded_mails',
  {
    userId: ref()
      .primaryKey()
      .references(() => users.id),
    /** When the first waiting notification was created. */
    since: time().notNull(),
    /** Null if none wait. */
    dueAt: time(),
    notifiedUntil: time()
  },
  (t) => [index('folded_mails_due').on(t.dueAt)]
)

/** Only rows that differ from the defaults. */
export const preferences = pgTable(
  'notification_preferences',
  {
    // Only accounts that never confirmed their address are deleted.
    userId: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text({ enum: kinds }).notNull(),
    mail: text({ enum: frequencies }).notNull()
  },
  (t) => [primaryKey({ columns: [t.userId, t.kind] })]
)

/** Each time that somebody consented to optional mails, or withdrew it. */
export const mailConsents = pgTable(
  'mail_consents',
  {
    id: id(),
    // Only accounts that never confirmed their address are deleted.
    userId: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    given: boolean().notNull(),
    /** Number of the privacy notice that they were shown. */
    privacyVersion: integer().notNull(),
    /** Language in which they were asked. */
    locale: text().notNull().$type<Locale>(),
    createdAt: time().notNull()
  },
  (t) => [index('mail_consents_user').on(t.userId, t.id)]
)

/** Delivery keys of sent mails, so that none is sent twice. */
export const sentMails = pgTable(
  'sent_mails',
  { key: text().primaryKey(), sentAt: time().notNull() },
  (t) => [
    // For the count of a version's mails.
    index('sent_mails_of_documents')
      .on(sql`${t.key} text_pattern_ops`)
      .where(sql`key like 'document:%'`)
  ]
)
