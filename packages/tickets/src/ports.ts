import type { Actor, Context, DeskTopic, Locale } from '@stoa/core'
import type { linkedAnnouncement } from '@stoa/threads/contract'
import type { z } from 'zod'
import type { deflection } from './escalation/contract.ts'

type Announced = { id: number; url: string; title: string; language: Locale }

type WantedTickets = {
  typed: string
  topics: readonly DeskTopic[] | null
  language?: Locale
  priority?: string
  /** Only tickets with smaller ids. */
  before?: number
  /** Ids to leave out. */
  except: readonly number[]
  limit: number
}

declare module '@stoa/core' {
  interface SearchPorts {
    /**
     * Returns ids of the newest tickets of these topics (null: all) that contain all of the words,
     * newest first.
     */
    ticketIdsWith(ctx: Context, wanted: WantedTickets): Promise<number[]>
    /** Articles that the actor may read and that may answer a draft, best first. */
    similarArticles(
      ctx: Context,
      draft: { title: string; body: string }
    ): Promise<z.infer<typeof deflection>['articles']>
  }
  interface ArticlesPorts {
    /** Counts, in memory, that the actor opened a ticket after reading these articles. */
    recordTicketsAfter(ctx: Context, read: readonly { id: number; language: Locale }[]): void
    /**
     * Finds articles that texts name by a slug or an address, by these names: what replaces them if
     * they are archived, without those that the reader may not read.
     */
    articlesNamed(
      ctx: Context,
      names: readonly string[],
      reader: { reader: Actor; locale: Locale }
    ): Promise<Map<string, { title: string; url: string }>>
  }
  interface AnnouncementsPorts {
    /** Current announcements about the subject of a draft, most similar first. */
    announcementsLike(ctx: Context, draft: { title: string; body: string }): Promise<Announced[]>
    /**
     * Current public incidents and maintenance: those linked to the thread first, then those
     * similar to the text, then the latest.
     */
    disturbancesAbout(
      ctx: Context,
      about: { title: string; body: string; threadId: number | null }
    ): Promise<z.infer<typeof linkedAnnouncement>[]>
  }
  interface Ports {
    search: SearchPorts
    announcements: AnnouncementsPorts
    articles: ArticlesPorts
    /**
     * Notifies open pages of the ticket, on every node, that somebody came, left, or began to
     * write.
     */
    publishPresence(presence: { number: string; userId: number; at: string }): Promise<void>
  }
}
