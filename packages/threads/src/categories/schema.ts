import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex
} from 'drizzle-orm/pg-core'
import type { TextByLocale } from '@stoa/core/languages'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'

const userId = () => belongsTo(() => users.id)

/** Categories nest one level: a category with a parent has no children. */
export const categories = pgTable(
  'categories',
  {
    id: id(),
    slug: text().notNull(),
    parentId: ref(),
    position: integer().notNull().default(0),
    name: jsonb().notNull().$type<TextByLocale>(),
    description: jsonb().notNull().$type<TextByLocale>(),
    rule: text({ enum: ['public', 'read_only', 'approve_first', 'staff_only'] })
      .notNull()
      .default('public'),
    /** Weight of reports that auto-hides a post; 0 never hides. */
    hideThreshold: integer().notNull().default(3),
    /** A new member's posts await approval until one of them was approved. */
    holdFirstPosts: boolean().notNull().default(false),
    createdAt: time().notNull()
  },
  (t) => [
    uniqueIndex('categories_slug').on(t.slug),
    foreignKey({ columns: [t.parentId], foreignColumns: [t.id] })
  ]
)

export const categoryModerators = pgTable(
  'category_moderators',
  {
    categoryId: belongsTo(() => categories.id),
    userId: userId(),
    createdAt: time().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.categoryId, t.userId] }),
    index('category_moderators_user').on(t.userId)
  ]
)

export const categoryFollowings = pgTable(
  'category_followings',
  {
    categoryId: belongsTo(() => categories.id),
    userId: userId(),
    level: text({ enum: ['following', 'muted'] })
      .notNull()
      .default('following'),
    createdAt: time().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.categoryId, t.userId] }),
    index('category_followings_user').on(t.userId)
  ]
)
