import { index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { TextByLocale } from '@stoa/core/languages'
import { belongsTo, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'

/** Descriptions of tags, by the tag as threads store it. */
export const tagDescriptions = pgTable('tag_descriptions', {
  tag: text().primaryKey(),
  description: jsonb().notNull().$type<TextByLocale>(),
  updatedAt: time().notNull()
})

export const tagFollowings = pgTable(
  'tag_followings',
  {
    tag: text().notNull(),
    userId: belongsTo(() => users.id),
    createdAt: time().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.tag, t.userId] }),
    index('tag_followings_user').on(t.userId, t.tag)
  ]
)
