import { index, pgTable, text } from 'drizzle-orm/pg-core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { posts } from '@stoa/threads/tables'
import { articles } from './articles.ts'
import { credits } from './content.ts'

/** Words of posts and tickets that went into the draft of an article. */
export const articleSources = pgTable(
  'article_sources',
  {
    id: id(),
    /** Null if it was a draft that was discarded while the author objected. */
    articleId: ref().references(() => articles.id),
    /** Null for words of a ticket. */
    postId: ref().references(() => posts.id),
    ticketId: ref(),
    authorId: belongsTo(() => users.id),
    /** What went into the draft, by which it is recognised later. Empty once it was erased. */
    text: text().notNull(),
    /** What the author chose; they are not named until they do. */
    credit: text({ enum: credits }).notNull().default('asked'),
    /** When the author was notified; null if nobody has to ask them. */
    notifiedAt: time(),
    agreedAt: time(),
    objectedAt: time(),
    /** When part of it, or all, was redacted or erased. */
    redactedAt: time()
  },
  (t) => [
    index('article_sources_article').on(t.articleId),
    index('article_sources_author').on(t.authorId, t.articleId),
    index('article_sources_post').on(t.postId),
    index('article_sources_ticket').on(t.ticketId)
  ]
)
