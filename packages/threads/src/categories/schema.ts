import { sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  pgView,
  primaryKey,
  text,
  uniqueIndex
} from 'drizzle-orm/pg-core'
import type { TextByLocale } from '@stoa/core/languages'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { groupMembers, users } from '@stoa/accounts/tables'

const userId = () => belongsTo(() => users.id)
const groupIds = () =>
  ref()
    .array()
    .notNull()
    .default(sql`'{}'`)

const readersOfRow = sql`case when rule = 'staff_only' then 'staff'
  when cardinality(reader_groups) > 0 then 'groups'
  when sign_in_required then 'members' else 'everyone' end`

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
    /** Only for nodes of the previous release. */
    hideThreshold: integer().notNull().default(3),
    /** A new member's posts await approval until one of them was approved. */
    holdFirstPosts: boolean().notNull().default(false),
    /** Guests see nothing of it. */
    signInRequired: boolean().notNull().default(false),
    /** Groups whose members alone read it, below staff. Empty: no group is needed. */
    readerGroups: groupIds(),
    /** Groups whose members alone write in it, besides its moderators. Empty: all its readers. */
    writerGroups: groupIds(),
    /** Groups whose members moderate it and its sub-categories. */
    moderatorGroups: groupIds(),
    /** The widest class of those who read it. */
    readers: text({ enum: ['everyone', 'members', 'groups', 'staff'] })
      .notNull()
      .generatedAlwaysAs(readersOfRow),
    /** Nobody writes in it any more, and no form offers it. */
    archivedAt: time(),
    /** Its threads have moved there, and its address leads there. */
    mergedIntoId: ref(),
    createdAt: time().notNull()
  },
  (t) => [
    uniqueIndex('categories_slug').on(t.slug),
    foreignKey({ columns: [t.parentId], foreignColumns: [t.id] }),
    foreignKey({ columns: [t.mergedIntoId], foreignColumns: [t.id] })
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

/**
 * The moderators of each category and its sub-categories: appointed, or as a member of a group whose
 * membership counts for moderating.
 */
export const categoryModeration = pgView('category_moderation', {
  categoryId: ref().notNull(),
  userId: ref().notNull()
}).as(sql`select category_id, user_id from ${categoryModerators}
  union all select c.id, m.user_id from ${categories} c
    join ${groupMembers} m on m.group_id = any(c.moderator_groups)
    where m.moderates_since is not null`)

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
