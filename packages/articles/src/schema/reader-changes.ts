import { sql } from 'drizzle-orm'
import { pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { articles } from './articles.ts'
import { audiences } from './content.ts'
import { articleSections, readerGroupIds } from './sections.ts'

/**
 * Changes that show public texts to more people, which a second person approves: other readers of an
 * article or another section for it, or other readers of a section.
 */
export const articleReaderChanges = pgTable(
  'article_reader_changes',
  {
    id: id(),
    /** Null if the readers of a section change. */
    articleId: ref().references(() => articles.id),
    /** Null if those of an article change. */
    sectionId: ref().references(() => articleSections.id),
    readers: text({ enum: audiences }).notNull(),
    readerGroups: readerGroupIds(),
    /** The section in which the article stands afterwards; null if in none. */
    targetSectionId: ref().references(() => articleSections.id),
    proposedById: belongsTo(() => users.id),
    createdAt: time().notNull(),
    /** `replaced`: the readers were changed otherwise meanwhile. */
    outcome: text({ enum: ['approved', 'discarded', 'replaced'] }),
    decidedById: ref().references(() => users.id),
    decidedAt: time()
  },
  (t) => [
    uniqueIndex('article_reader_changes_article')
      .on(t.articleId)
      .where(sql`decided_at is null and article_id is not null`),
    uniqueIndex('article_reader_changes_section')
      .on(t.sectionId)
      .where(sql`decided_at is null and section_id is not null`)
  ]
)
