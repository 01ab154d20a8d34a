import { index, pgTable, primaryKey } from 'drizzle-orm/pg-core'
import { belongsTo, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { posts } from '../schema/posts.ts'
import { threads } from '../schema/threads.ts'

const userId = () => belongsTo(() => users.id)

export const votes = pgTable(
  'votes',
  {
    postId: belongsTo(() => posts.id),
    userId: userId(),
    createdAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.postId, t.userId] }), index('votes_user').on(t.userId, t.postId)]
)

export const meToos = pgTable(
  'me_toos',
  {
    threadId: belongsTo(() => threads.id),
    userId: userId(),
    createdAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.threadId, t.userId] })]
)
