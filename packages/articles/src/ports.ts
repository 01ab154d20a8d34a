import type { Actor, Context, Locale } from '@stoa/core'

/** Words of a ticket, by who wrote them. */
type Words = { authorId: number; text: string }

/** What an article is made of. */
export type ResolvedTicket = {
  ticketId: number
  title: string
  language: Locale
  question: Words
  /** The answer for the public if there is one, else the desk's last message. */
  answer: Words
}

declare module '@stoa/core' {
  interface TicketsPorts {
    /**
     * Returns the words of a resolved ticket that the actor answers. The caller's transaction then
     * holds the ticket.
     * @throws Problem 404, 409 `ticket_not_resolved`, `ticket_without_answer`, and
     * `ticket_answer_objected` if its requester objected to publishing its answer
     */
    resolvedTicket(ctx: Context, number: string): Promise<ResolvedTicket>
    /**
     * Returns the requester of a ticket that the actor answers, as who reads the answer; a guest if
     * nobody can sign in as them.
     * @throws Problem 404
     */
    requesterAsReader(ctx: Context, number: string): Promise<Actor>
    /** Lists saved replies that name articles, with the names as they are written in them. */
    repliesNamingArticles(
      ctx: Context
    ): Promise<{ id: number; name: string; language: Locale; articles: string[] }[]>
    /** Which of these tickets the actor answers. */
    answeredTickets(ctx: Context, ids: readonly number[]): Promise<Set<number>>
    /** Whether a text contains a fact, the number or a file of a ticket, as published answers must not. */
    leaksOf(ctx: Context, ticketId: number, text: string): Promise<boolean>
    /** The same of many texts, in their order, with as many statements as for one. */
    leaksIn(ctx: Context, ticketId: number, texts: readonly string[]): Promise<boolean[]>
  }
  interface SearchPorts {
    /** Returns what most people searched for without results in the last weeks, without duplicates. */
    missedQueries(ctx: Context, limit: number): Promise<{ term: string; people: number }[]>
  }
  interface AnnouncementsPorts {
    /** Whether each of these announcements is over, by id; without those the actor may not read. */
    announcementStates(ctx: Context, ids: readonly number[]): Promise<Map<number, boolean>>
  }
  interface Ports {
    announcements: AnnouncementsPorts
    tickets: TicketsPorts
    search: SearchPorts
  }
}
