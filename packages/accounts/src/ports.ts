import type { Column, SQL } from 'drizzle-orm'
import type { z } from 'zod'
import type { ApprovalKindName, Context, Locale } from '@stoa/core'
import type { MailLimits } from '@stoa/core/server'
import type { Database } from '@stoa/core/database'
import type { Agreement, agreementShown, MailConsent } from './agreement.ts'
import type { me } from './account/contract.ts'
import type { ApprovalKind } from './approvals/approval.ts'

/** A security event for the server's log: its kind and ids only. */
export type SecurityLogLine = {
  eventId: number
  kind: string
  actorId: number
  subjectId?: number | undefined
}

/** A text to review. `path` is its input field; `isPublic` means that strangers will read it. */
export type ReviewedText = { path: string; text: string; isPublic?: boolean }

/** A member who reads, as a row of a query. */
export type MemberInQuery = { role: 'member'; id: Column; moderates: readonly []; groups: SQL }

/** The categories that name a group, by what it does there. */
export type UsesOfGroup = Record<'read' | 'write' | 'moderate', { id: number; name: string }[]>

declare module '@stoa/core' {
  interface TicketsPorts {
    /** Names of all ticket topics by key, in the language of `ctx`, including retired ones. */
    topicNames(ctx: Context): Promise<ReadonlyMap<string, string>>
  }
  interface SafetyPorts {
    /**
     * Reviews a text before it is stored. Every verb passes every text that it stores.
     * @throws Problem 422 `secret_found`, and for a public text 422 `personal_data_found` unless
     * its sender has confirmed it; `errors` say where
     */
    review(ctx: Context, given: ReviewedText): Promise<void>
    /** Returns the passages of a text that lead out of the organisation, as offsets in the text. */
    findOutside(ctx: Context, text: string): Promise<{ start: number; end: number }[]>
    /**
     * Returns a function that says what a name could be mistaken for: staff, the organisation, or an
     * official title.
     */
    nameGuard(
      ctx: Context
    ): Promise<(name: string) => { reason: 'reserved' | 'brand' | 'staff'; of: string } | undefined>
  }
  interface ThreadsPorts {
    /** Ids of the categories a volunteer moderates, including sub-categories. */
    moderatedCategories(db: Database, userId: number): Promise<number[]>
    /** The categories that need a group. */
    categoriesOfGroup(ctx: Context, groupId: number): Promise<UsesOfGroup>
    /** The ids of these categories and their sub-categories. */
    withSubcategories(db: Database, categoryIds: readonly number[]): Promise<number[]>
  }
  interface NotificationsPorts {
    unreadCount(ctx: Context): Promise<number>
    /** Records whether a new member, who was shown this privacy notice, wants optional mails. */
    recordMailConsent(ctx: Context, userId: number, consent: MailConsent): Promise<void>
  }
  interface AnnouncementsPorts {
    /** Announcements that are shown above every page to this actor. */
    bannersFor(ctx: Context): Promise<z.infer<typeof me>['banners']>
  }
  interface SitePorts {
    /** Returns what the forum calls itself in a language, by default the one of `ctx`. */
    siteWords(ctx: Context, locale?: Locale): Promise<{ name: string }>
    /** Returns all names of the forum, in every language. */
    siteNames(ctx: Context): Promise<string[]>
    /**
     * Whether the forum was opened to its readers, so that there is anybody to protect: from then
     * on what is official needs a second person. It runs no statement if the site is cached.
     */
    isOpened(ctx: Context): Promise<boolean>
    /**
     * Returns the version of the terms that a member has to accept before posting; undefined if
     * none is due. It runs no statement if the documents are cached.
     * @param accepted the version that the member accepted last
     */
    termsDue(
      parts: Pick<Context, 'db' | 'now' | 'ports'>,
      accepted: number
    ): Promise<number | undefined>
    /** Versions of rules, terms and privacy notice that will take effect, for a line above pages. */
    upcomingDocuments(ctx: Context): Promise<z.infer<typeof me>['upcoming']>
    /** Returns the versions of terms and privacy notice in force. */
    showAgreement(ctx: Context): Promise<z.infer<typeof agreementShown>>
    /**
     * Checks that somebody accepts the terms and has seen the privacy notice in the versions in force.
     * @throws Problem 422 on `terms` or `privacy`
     */
    checkAgreement(ctx: Context, agreement: Agreement): Promise<void>
    /** Records both, in the transaction of `ctx`, as they were shown. */
    recordAgreement(ctx: Context, userId: number, agreement: Agreement): Promise<void>
    /** How long full network addresses are kept, in milliseconds. */
    retainedFor(ctx: Context, period: 'addresses'): Promise<number>
  }
  interface ArticlesPorts {
    /** Whether everybody finds something in the help centre and in the blog. */
    articlePlaces(ctx: Context): Promise<z.infer<typeof me>['places']>
    /** Titles of the articles and names of their sections that only this group reads. */
    articlesOfGroup(ctx: Context, groupId: number): Promise<string[]>
  }
  interface Ports {
    site: SitePorts
    tickets: TicketsPorts
    safety: SafetyPorts
    threads: ThreadsPorts
    notifications: NotificationsPorts
    announcements: AnnouncementsPorts
    articles: ArticlesPorts
    /** The forum's public address without a trailing slash, such as `https://forum.example`. */
    publicOrigin: string
    /** The facts about a member as columns of a query over members. */
    readerFacts(reader: MemberInQuery): { [Fact in keyof ReaderFacts]: SQL<ReaderFacts[Fact]> }
    /** What each kind of change that waits for a second person does. */
    approvalKinds: { [K in ApprovalKindName]: ApprovalKind<K> }
    mailLimits: MailLimits
    /** Looks a password up by the SHA-1 of it in hex and upper case. */
    breachedPasswords: {
      /** Whether the operator's file has it. */
      isListed(sha1: string): boolean
      /** Whether the range server has it; false if it is not asked or does not answer in time. */
      isPwned(sha1: string): Promise<boolean>
    }
    /** Allows demo accounts to sign in. */
    demo: boolean
    /** Writes a committed security event to the server's log. */
    logSecurityEvent(line: SecurityLogLine): void
    /** The 32 byte key for one purpose. Keys of different purposes are unrelated. */
    keyFor(purpose: string): Buffer
    /** The key before STOA_SECRET was changed, if the former secret is still accepted. */
    previousKeyFor(purpose: string): Buffer | undefined
    /**
     * The data of an account in other capabilities, by capability, for the data export. A list may
     * be an `AsyncIterable` of its rows.
     */
    dataOf(ctx: Context, userId: number): Record<string, unknown>
  }
}
