import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { belongsTo, id, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { threads } from '../schema/threads.ts'
import { posts } from '../schema/posts.ts'

const userId = () => belongsTo(() => users.id)

export const threadFollowings = pgTable(
  'thread_followings',
  {
    threadId: belongsTo(() => threads.id),
    userId: userId(),
    level: text({ enum: ['following', 'muted'] })
      .notNull()
      .default('following'),
    createdAt: time().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.threadId, t.userId] }),
    index('thread_followings_user').on(t.userId)
  ]
)

export const bookmarks = pgTable(
  'bookmarks',
  {
    id: id(),
    postId: belongsTo(() => posts.id),
    userId: userId(),
    createdAt: time().notNull()
  },
  (t) => [
    uniqueIndex('bookmarks_once').on(t.userId, t.postId),
    index('bookmarks_user').on(t.userId, t.id)
  ]
)

/** The highest post number that a user has read in a thread. */
export const readings = pgTable(
  'readings',
  {
    userId: userId(),
    threadId: belongsTo(() => threads.id),
    number: integer().notNull(),
    readAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.userId, t.threadId] })]
)

/**
 * `key`: `ask:1x9k2m7q`, `thread:12`, `post:34`, `ticket` or `ticket:7KQF-M9XW-4TDP`. Drafts of
 * sessions that are not signed in have the prefix `support:`.
 */
export const drafts = pgTable(
  'drafts',
  {
    userId: userId(),
    key: text().notNull(),
    content: jsonb()
      .notNull()
      .$type<Record<string, string | number | string[] | Record<string, string>>>(),
    updatedAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.userId, t.key] }), index('drafts_age').on(t.updatedAt)]
)
