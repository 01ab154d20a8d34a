import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { belongsTo, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { announcements } from './announcements.ts'

const userId = () => ref().references(() => users.id)

const announcementId = () => belongsTo(() => announcements.id)

/** Users who follow a type. */
export const announcementFollowings = pgTable(
  'announcement_followings',
  {
    type: text().notNull(),
    userId: userId().notNull(),
    createdAt: time().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.type, t.userId] }),
    index('announcement_followings_user').on(t.userId)
  ]
)

/** Users who were notified of an announcement, so that a correction reaches them. */
export const announcementReaders = pgTable(
  'announcement_readers',
  { announcementId: announcementId(), userId: userId().notNull() },
  (t) => [primaryKey({ columns: [t.announcementId, t.userId] })]
)

/** Members who confirmed that they have read an announcement. */
export const announcementAcknowledgements = pgTable(
  'announcement_acknowledgements',
  { announcementId: announcementId(), userId: userId().notNull(), createdAt: time().notNull() },
  (t) => [
    primaryKey({ columns: [t.announcementId, t.userId] }),
    index('announcement_acknowledgements_user').on(t.userId)
  ]
)
