import type { Context, Locale, MailLimits } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import type { ChangeHandler, ChangeKind } from './pending-changes/change.ts'

/** An announcement above every page: one line, in the language that there is. */
export type Banner = {
  id: number
  kind: string
  /** In the reader's language. */
  kindName: string
  /** The built-in kind whose rules it follows. */
  basis: 'info' | 'maintenance' | 'feature' | 'risk' | 'incident'
  severity: 'normal' | 'important' | 'critical'
  /** Of an incident or a maintenance. */
  phase: string | null
  /** When an incident that goes on was last spoken of, once that is a day ago. */
  staleSince: string | null
  title: string
  language: Locale
  url: string
}

/** One event of the security log for the server's log: ids and its kind, nothing else. */
export type SecurityLogLine = {
  eventId: number
  kind: string
  actorId: number
  subjectId?: number | undefined
}

/** A text as it came in: `path` is its field of the input, `isPublic` whether strangers will read it. */
export type ReviewedText = { path: string; text: string; isPublic?: boolean }

declare module '@stoa/core' {
  interface Ports {
    /** Keys of what tickets can be about, retired ones too. */
    deskTopicKeys(ctx: Context): Promise<ReadonlySet<string>>
    /** The forum's public address without a trailing slash, such as `https://forum.example`. */
    publicOrigin: string
    /** What each kind of pending change does once it counts. */
    changeHandlers: Record<ChangeKind, ChangeHandler>
    mailLimits: MailLimits
    /** Demo accounts sign in only while this is true. */
    demo: boolean
    /** Writes a committed event of the security log into the server's log. */
    logSecurityEvent(line: SecurityLogLine): void
    /** The 32 byte key for one purpose; keys of different purposes are unrelated. */
    keyFor(purpose: string): Buffer
    /** What it was before STOA_SECRET was changed, where that is still accepted. */
    previousKeyFor(purpose: string): Buffer | undefined
    /**
     * Looks at a text before it is stored: every verb passes every text it keeps.
     * @throws Problem 422 `secret_found`, and for a public text 422 `personal_data_found` unless its
     * sender has confirmed that it may be seen; `errors` say where
     */
    review(ctx: Context, given: ReviewedText): Promise<void>
    /** Whom a name would be taken for: staff, the organisation, or somebody with an official title. */
    nameCollision(
      ctx: Context,
      name: string
    ): Promise<{ reason: 'reserved' | 'brand' | 'staff'; of: string } | undefined>
    /** Ids of the categories a volunteer moderates, sub-categories included. */
    moderatedCategories(db: Database, userId: number): Promise<number[]>
    /** These categories and their sub-categories; ids. */
    withSubcategories(db: Database, categoryIds: readonly number[]): Promise<number[]>
    /** Notifications the actor has not read. */
    unreadNotifications(ctx: Context): Promise<number>
    /** Announcements that stand above every page for this actor. */
    banners(ctx: Context): Promise<Banner[]>
    /**
     * What the other capabilities hold of an account, by capability, for the export of own data; a
     * list may be an `AsyncIterable` of its rows.
     */
    dataOf(ctx: Context, userId: number): Record<string, unknown>
  }
}
