import type { Context, DeskTopic, Locale } from '@stoa/core'

type Announced = { id: number; url: string; title: string; language: Locale }

declare module '@stoa/core' {
  interface Ports {
    /** Ids of tickets of these topics with all of the words, at most 500, the latest changed first. */
    ticketIdsWith(ctx: Context, typed: string, topics: readonly DeskTopic[]): Promise<number[]>
    /** Announcements that hold now and speak of what a title or the beginning of a text says, the likest first. */
    announcementsLike(ctx: Context, draft: { title: string; body: string }): Promise<Announced[]>
  }
}
