import type { Context, Locale } from '@stoa/core'

/** What somebody with power over a thread did to content; ids, and a reason of the list. */
export type ModerationAct = {
  kind:
    | 'hidden'
    | 'auto_hidden'
    | 'restored'
    | 'approved'
    | 'held'
    | 'handed_back'
    | 'closed'
    | 'reopened'
    | 'moved'
    | 'merged'
    | 'split'
    | 'retitled'
    | 'retagged'
    | 'slowed'
    | 'unslowed'
    | 'redacted'
    | 'quote_redacted'
    | 'outdated'
    | 'current'
    | 'flag_cleared'
    | 'flag_kept'
    | 'flagged'
    | 'edit_approved'
    | 'edit_refused'
    | 'pinned'
    | 'unpinned'
    | 'announcement_linked'
    | 'announcement_unlinked'
  /** The category it lay in before the act. */
  categoryId: number
  threadId: number
  /** The thread that was merged into it, or from which it was split. */
  fromThreadId?: number
  /** Absent when the act concerns the thread as a whole. */
  postId?: number
  /** Whose content it is. */
  userId: number
  reason?: string | null
  /** For moderators only. */
  note?: string | null
  /** The sweep it is part of. */
  sweepId?: number
  /** `hidden` while it waited for approval. */
  wasHeld?: boolean
  /** `hidden` while its thread stayed: only the text of number 1. */
  keptReplies?: boolean
  /** `hidden` again, as it was: not counted as one of the moderator's hides. */
  again?: boolean
  /** `restored` after only reports had hidden it. */
  wasForNow?: boolean
}

/** An announcement that a thread is tied to, as it stands now and in the reader's language. */
export type LinkedAnnouncement = {
  id: number
  url: string
  kind: string
  /** In the reader's language. */
  kindName: string
  /** The built-in kind whose rules it follows. */
  basis: 'info' | 'maintenance' | 'feature' | 'risk' | 'incident'
  severity: 'normal' | 'important' | 'critical'
  state: 'draft' | 'awaiting' | 'scheduled' | 'published' | 'expired' | 'withdrawn'
  phase: string | null
  title: string
  language: Locale
  changedAt: string
}

/** What a link is, and the page of this forum by which one leaves to it. */
export type JudgedLink = {
  verdict: 'official' | 'unknown' | 'lookalike' | 'blocked'
  leave: string
}
export type LinkJudge = (url: string) => JudgedLink

/**
 * A text and what its readers see with it: `before` and `behind` it, such as its title, its tags and the post of
 * the same author before; and how it looks when it is rendered (`shown`).
 */
export type SeenTogether = {
  path: string
  text: string
  before?: string
  behind?: string
  shown?: string
}

/**
 * What is shown as it is typed, with no place for a link that waits. Where it takes the place of another
 * (`instead`): all that its readers see together, from now on and until now.
 */
export type PublicLine = {
  path: 'title' | 'tags' | 'reason'
  text: string
  instead?: { whole: string; before: string }
}

declare module '@stoa/core' {
  interface Ports {
    /**
     * Writes the act into the moderation log in the transaction of `ctx`. Every verb calls it that
     * acts with a moderator's power (hide, restore and approve always; the others whenever the actor
     * is not the author), and of what a redaction did to quotes, whoever it was.
     * @throws Problem 403 `own_case` or `role_not_below` where the actor may not moderate this author,
     * 429 `too_many_hides` after 30 hides in an hour
     */
    recordAction(ctx: Context, act: ModerationAct): Promise<void>
    /** Those of these announcements that the actor may read; no statement where none is new. */
    linkedAnnouncements(ctx: Context, ids: number[]): Promise<LinkedAnnouncement[]>
    /** What links are, by the lists of official and blocked hosts as they are now. */
    linkJudge(ctx: Context): Promise<LinkJudge>
    /** Keeps addresses for the leaving page, before a text is stored that has them. */
    keepLinks(ctx: Context, urls: readonly string[]): Promise<void>
    /**
     * Reads a text that `review` let pass once more, as its readers see it.
     * @throws Problem 422 `secret_found`
     */
    reviewTogether(together: SeenTogether): Promise<void>
    /** The text with ＊＊＊ in the place of words that nobody is to read. */
    masked(ctx: Context, text: string): Promise<string>
    /**
     * Whether somebody has to look at a text of the actor before it is public in a category, and
     * whether it is public with a line that it leads out of the forum.
     */
    judgeText(
      ctx: Context,
      given: { text: string; links: readonly string[]; categoryId: number }
    ): Promise<{ waits: boolean; leadsOut: boolean }>
    /** Those of an author's addresses that only they and moderators see, until one lets them out. */
    quarantined(
      ctx: Context,
      urls: readonly string[],
      of: { authorId: number; categoryId: number }
    ): Promise<string[]>
    /**
     * Where the actor has said nearly the same lately, in another thread than `threadId`, if that must
     * not be said twice.
     */
    findRepeated(
      ctx: Context,
      given: { text: string; threadId?: number }
    ): Promise<{ threadId: number; title: string; number: number } | undefined>
    /**
     * Stands before a title, tags or the reason of an edit are stored, in which no link can wait.
     * @throws Problem 422 on `path` for what leads out of the forum
     */
    checkLine(ctx: Context, given: PublicLine): Promise<void>
    /**
     * Stands before letting a text out that waits.
     * @throws Problem 403 `lookalike_needs_staff`
     */
    checkMayRelease(ctx: Context, given: { text: string; links: readonly string[] }): Promise<void>
    /** Ids of threads like this text that the actor may read, best first; a few. */
    similarThreads(
      ctx: Context,
      draft: { title: string; body?: string },
      most?: number
    ): Promise<number[]>
  }
}
