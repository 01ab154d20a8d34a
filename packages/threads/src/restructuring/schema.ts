import { index, integer, jsonb, pgTable, primaryKey } from 'drizzle-orm/pg-core'
import { belongsTo, id, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { categories } from '../categories/schema.ts'
import { threads } from '../schema/threads.ts'
import { posts } from '../schema/posts.ts'

const userId = () => belongsTo(() => users.id)

/** Old numbers of moved posts. `/p/:postId` finds the post by its id. */
export const postMoves = pgTable(
  'post_moves',
  {
    fromThreadId: belongsTo(() => threads.id),
    fromNumber: integer().notNull(),
    postId: belongsTo(() => posts.id),
    movedAt: time().notNull()
  },
  (t) => [primaryKey({ columns: [t.fromThreadId, t.fromNumber] })]
)

export type Moved = { threadId: number; from: number; moveCount: number }

/** Bulk moves, each undone as a whole. */
export const threadMoves = pgTable(
  'thread_moves',
  {
    id: id(),
    byId: userId(),
    toId: belongsTo(() => categories.id),
    moved: jsonb().notNull().$type<Moved[]>(),
    movedAt: time().notNull(),
    undoneAt: time()
  },
  (t) => [index('thread_moves_moved').on(t.movedAt)]
)
