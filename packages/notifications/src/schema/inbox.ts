import { sql } from 'drizzle-orm'
import { index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { kinds } from './kinds.ts'

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
    readAt: time(),
    /** When a mail that combines several included it. */
    mailedAt: time()
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
