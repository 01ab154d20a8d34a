import type { Context, Locale } from '@stoa/core'
import type { z } from 'zod'
import type { linkedAnnouncement, linkedArticle } from './thread-page/contract.ts'
import type { ModerationAct } from './moderation-act.ts'
import type { Category } from './categories/contract.ts'

/** Verdict about a link, and the URL of the leaving page for it. */
export type JudgedLink = {
  verdict: 'official' | 'unknown' | 'lookalike' | 'blocked'
  leave: string
}
export type LinkJudge = (url: string) => JudgedLink

/**
 * A text together with what its readers see around it: `before` and `behind` it, such as title,
 * tags and the same author's previous post. `shown` is the rendered text.
 */
export type SeenTogether = {
  path: string
  text: string
  before?: string
  behind?: string
  shown?: string
}

/**
 * A line shown as typed, in which no link can be quarantined. `instead` is set if it replaces
 * another line: everything its readers see together, afterwards (`whole`) and until now (`before`).
 */
export type PublicLine = {
  path: 'title' | 'tags' | 'reason' | `fields.${number}`
  text: string
  instead?: { whole: string; before: string }
}

/** A ticket in a link; `state` is how it stands, or how it ended. */
export type LinkedTicket = { number: string; title: string; language: Locale; state: string }

declare module '@stoa/core' {
  interface ReaderFacts {
    /** The level of each category that the member follows or has muted, by its id. */
    followedCategories: Record<string, Category['following']>
  }
  interface ModerationPorts {
    /**
     * Writes the act into the moderation log, in the transaction of `ctx`. Verbs call it for every
     * hiding, restoration and approval, and for other acts unless the actor is the author.
     * Redactions call it for each changed quote in another member's post.
     * @throws Problem 403 `own_case` or `role_not_below` if the actor may not moderate this author,
     * 429 `too_many_hides` after 30 hides in an hour
     */
    recordAction(ctx: Context, act: ModerationAct): Promise<void>
  }
  interface AnnouncementsPorts {
    /**
     * Returns those of these announcements that the actor may read. It runs no statement if all of
     * them are cached.
     */
    linkedAnnouncements(ctx: Context, ids: number[]): Promise<z.infer<typeof linkedAnnouncement>[]>
    /** Announcements about a category concern another one from now on. */
    moveToCategory(ctx: Context, fromId: number, toId: number): Promise<void>
  }
  interface ArticlesPorts {
    /**
     * Returns the public articles made from a thread that the actor may read. It runs no statement
     * if they are cached.
     */
    articlesOfThread(ctx: Context, threadId: number): Promise<z.infer<typeof linkedArticle>[]>
    /**
     * Takes a passage that is redacted in a thread out of the articles made from it. The transaction
     * of `ctx` holds the thread.
     */
    redactFromArticles(ctx: Context, threadId: number, passage: string): Promise<void>
  }
  interface SafetyPorts {
    /** Returns a judge that knows the current lists of official and blocked hosts. */
    linkJudge(ctx: Context): Promise<LinkJudge>
    /** Stores addresses for the leaving page. Call it before storing a text that contains them. */
    keepLinks(ctx: Context, urls: readonly string[]): Promise<void>
    /**
     * Reviews a text that has passed `review` once more, together with what readers see around it.
     * @throws Problem 422 `secret_found`
     */
    reviewTogether(together: SeenTogether): Promise<void>
    /** Returns the text with masked words replaced by ＊＊＊. */
    masked(ctx: Context, text: string): Promise<string>
    /**
     * Returns whether the actor's text awaits approval in this category (`waits`), and whether it
     * gets the warning that it leads out of the forum (`leadsOut`).
     */
    judgeText(
      ctx: Context,
      given: { text: string; links: readonly string[]; categoryId: number }
    ): Promise<{ waits: boolean; leadsOut: boolean }>
    /**
     * Returns the quarantined ones of an author's addresses: only the author and moderators see
     * them until a moderator releases them.
     */
    quarantined(
      ctx: Context,
      urls: readonly string[],
      of: { authorId: number; categoryId: number }
    ): Promise<string[]>
    /**
     * Returns a recent post of the actor with nearly the same text in another thread than
     * `threadId`, if repeating it is not allowed.
     */
    findRepeated(
      ctx: Context,
      given: { text: string; threadId?: number }
    ): Promise<{ threadId: number; title: string; number: number } | undefined>
    /**
     * Checks a title, tags or the reason of an edit before it is stored. Links in these cannot be
     * quarantined.
     * @throws Problem 422 on `path` for a line that leads out of the forum
     */
    checkLine(ctx: Context, given: PublicLine): Promise<void>
    /**
     * Checks that the actor may publish a text that awaits approval.
     * @throws Problem 403 `lookalike_needs_staff`
     */
    authorizeRelease(ctx: Context, given: { text: string; links: readonly string[] }): Promise<void>
  }
  interface TicketsPorts {
    /** Those of the tickets with these numbers that the actor may read, as a link shows them. */
    linkedTickets(ctx: Context, numbers: readonly string[]): Promise<LinkedTicket[]>
  }
  interface SitePorts {
    /** Records that the actor accepts a version of the terms. @throws Problem 409 for an old one */
    acceptTerms(ctx: Context, number: number): Promise<void>
  }
  interface SearchPorts {
    /** Returns ids of a few similar threads that the actor may read, best first. */
    similarThreads(
      ctx: Context,
      draft: { title: string; body?: string },
      most?: number
    ): Promise<number[]>
  }
  interface Ports {
    moderation: ModerationPorts
    announcements: AnnouncementsPorts
    articles: ArticlesPorts
    safety: SafetyPorts
    search: SearchPorts
    site: SitePorts
    tickets: TicketsPorts
  }
}
