import { pgTable, primaryKey } from 'drizzle-orm/pg-core'
import { belongsTo } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { posts } from '../schema/posts.ts'

const userId = () => belongsTo(() => users.id)

export const mentions = pgTable(
  'mentions',
  {
    postId: belongsTo(() => posts.id),
    userId: userId()
  },
  (t) => [primaryKey({ columns: [t.postId, t.userId] })]
)
