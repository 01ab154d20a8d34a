import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import type { Locale } from '@stoa/core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { categories } from '@stoa/threads/tables'
import { kinds } from './kinds.ts'

export const frequencies = ['at_once', 'daily', 'weekly', 'never'] as const

export type Frequency = (typeof frequencies)[number]

/** `nowhere`: not in the inbox either, for what the desk counts. */
export const choices = [...frequencies, 'nowhere'] as const

export type Choice = (typeof choices)[number]

const waiting = () => ({
  userId: ref()
    .primaryKey()
    .references(() => users.id),
  /** When the first waiting notification was created. */
  since: time().notNull(),
  /** Null if none wait. */
  dueAt: time(),
  notifiedUntil: time()
})

/** Mails that wait for an hour, for the end of quiet hours or of a hold, per user. */
export const foldedMails = pgTable('folded_mails', waiting(), (t) => [
  index('folded_mails_due').on(t.dueAt)
])

/** Mails about posts, which wait a few minutes, per user, and the end of the last one. */
export const postMails = pgTable('post_mails', waiting(), (t) => [
  index('post_mails_due').on(t.dueAt)
])

/** Only rows that differ from the defaults. */
export const preferences = pgTable(
  'notification_preferences',
  {
    // Only accounts that never confirmed their address are deleted.
    userId: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text({ enum: kinds }).notNull(),
    mail: text({ enum: choices }).notNull()
  },
  (t) => [primaryKey({ columns: [t.userId, t.kind] })]
)

/** How often new threads of a category are mailed to somebody who follows it. */
export const categoryMails = pgTable(
  'category_mails',
  {
    userId: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    categoryId: belongsTo(() => categories.id),
    mail: text({ enum: frequencies }).notNull()
  },
  (t) => [primaryKey({ columns: [t.userId, t.categoryId] })]
)

/** Whole hours in the reader's time zone in which they get no mails. */
export const quietHours = pgTable('quiet_hours', {
  userId: ref()
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  from: smallint('from_hour').notNull(),
  to: smallint('to_hour').notNull()
})

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
