import type { SQL } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context, DeskTopic, Locale } from '@stoa/core'
import type { announcementHit } from './contract.ts'
import type { ArticleRow, ArticleText, WhichArticles } from './articles/article.ts'
import type { SearchEngine } from './engine.ts'
import type { Server } from './meilisearch/server.ts'

/** Searchable text of a ticket. */
export type TicketText = {
  ticketId: number
  topic: DeskTopic
  language: Locale
  priority: string
  title: string
  body: string
}

type WhichTickets =
  | { ids: number[] }
  | { requesterId: number }
  | { threadId: number }
  | { after: number; limit: number }

/** What the search server follows after an event: the post, thread or category that the payload names. */
export type SearchReaction = 'post' | 'thread' | 'category'

declare module '@stoa/core' {
  interface AnnouncementsPorts {
    /** Returns announcements that the actor may read and that contain a word of each group. */
    announcementsWith(
      ctx: Context,
      groups: string[][],
      limit: number
    ): Promise<z.input<typeof announcementHit>[]>
  }
  interface ArticlesPorts {
    /**
     * Sub-select of the translations that the actor may find: `article_id`, `language`, `shown` (the
     * language in which this reader gets the article), `author_id`, `tags` and `changed_at`. It is
     * the only judge of who finds what.
     */
    readableArticles(ctx: Context): SQL
    /** Returns public texts, ordered by article. */
    articleTexts(ctx: Context, which: WhichArticles): Promise<ArticleText[]>
    /**
     * Returns those of these articles that the actor may find, in the order of `ids`, each in the
     * reader's language or the nearest.
     * @param language the only one wanted
     */
    articlesInOrder(ctx: Context, ids: number[], language?: Locale): Promise<ArticleRow[]>
  }
  interface TicketsPorts {
    /** Returns the texts of tickets, ordered by id. */
    ticketTexts(ctx: Context, which: WhichTickets): Promise<TicketText[]>
  }
  interface StatisticsPorts {
    /** Counts a search that found nothing, in memory. */
    recordSearchWithoutResult(ctx: Context): void
  }
  interface Ports {
    statistics: StatisticsPorts
    announcements: AnnouncementsPorts
    articles: ArticlesPorts
    tickets: TicketsPorts
    searchEngine: SearchEngine
    /** Related words of the forum's field, which are searched until staff edit them. */
    relatedWordsOfField(ctx: Context): Promise<string>
    /** The reaction to events of a type; undefined where search shows nothing of them. */
    searchReactionTo(type: string): SearchReaction | undefined
    /** Set if Meilisearch is configured; it has to be kept up to date. */
    searchServer?: Server
  }
}
