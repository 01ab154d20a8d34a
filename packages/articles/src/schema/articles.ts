import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { Locale } from '@stoa/core'
import { id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { audiences, kinds } from './content.ts'
import { articleSections, readerGroupIds } from './sections.ts'
import { articleSeries } from './series.ts'

const userId = () => ref().references(() => users.id)

/** Articles. What they say is in `article_translations`, one for each language. */
export const articles = pgTable(
  'articles',
  {
    id: id(),
    kind: text({ enum: kinds }).notNull(),
    /** Null for articles outside the help centre, such as posts of the blog. */
    sectionId: ref().references(() => articleSections.id),
    /** Language of the original, which the others translate. */
    language: text().notNull().$type<Locale>(),
    /** Former. */
    level: text(),
    seriesId: ref().references(() => articleSeries.id),
    /** Place in its series, from 1 on; there may be gaps. */
    part: integer(),
    tags: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    readers: text({ enum: audiences }).notNull().default('everyone'),
    readerGroups: readerGroupIds(),
    /** Named above the text. */
    authorId: userId().notNull(),
    /** Keeps it up to date. */
    ownerId: userId().notNull(),
    /** When its owner has to check it; null if nobody has to. */
    freshUntil: time(),
    checkedAt: time(),
    /** For which `fresh_until` its owner was reminded. */
    remindedFor: time(),
    /** An archived article is in no list; its page leads to the successor. */
    archivedAt: time(),
    successorId: ref(),
    /**
     * When its readers changed last: of the versions published before, those of now see the present
     * one alone, because the others were written for somebody else.
     */
    readersSince: time(),
    /** Where its files stand in the folder that it was imported from or exported to. */
    path: text(),
    /** Former. */
    discussionCategoryId: ref(),
    /** Former. */
    discussionThreadId: ref(),
    createdAt: time().notNull()
  },
  (t) => [
    uniqueIndex('articles_path').on(t.path),
    index('articles_section').on(t.sectionId),
    index('articles_series').on(t.seriesId, t.part),
    index('articles_successor').on(t.successorId),
    index('articles_author').on(t.authorId),
    index('articles_owner').on(t.ownerId),
    index('articles_tags').using('gin', t.tags),
    index('articles_overdue')
      .on(t.freshUntil)
      .where(sql`archived_at is null`),
    foreignKey({ columns: [t.successorId], foreignColumns: [t.id] })
  ]
)
