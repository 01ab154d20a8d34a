import type { z } from 'zod'
import type { Context, DeskTopic, Locale } from '@stoa/core'
import type { announcementHit } from './contract.ts'
import type { SearchEngine } from './engine.ts'
import type { Server } from './meilisearch/server.ts'

/** What is looked for in a ticket. */
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

declare module '@stoa/core' {
  interface Ports {
    searchEngine: SearchEngine
    /** Meilisearch, where it is set up; it has to be kept up to date. */
    searchServer?: Server
    /** Announcements that the actor may read and that have a word of each of the groups. */
    announcementsWith(
      ctx: Context,
      groups: string[][],
      limit: number
    ): Promise<z.input<typeof announcementHit>[]>
    /** Everything that is written in tickets, in the order of their ids. */
    ticketTexts(ctx: Context, which: WhichTickets): Promise<TicketText[]>
  }
}
