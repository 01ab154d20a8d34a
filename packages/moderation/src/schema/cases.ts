import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { Locale } from '@stoa/core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { posts } from '@stoa/threads/tables'
import { campaigns } from '@stoa/safety/tables'

export const reasons = [
  'scam',
  'impersonation',
  'leaked_secret',
  'spam',
  'abuse',
  'off_topic',
  'illegal',
  'other'
] as const

/** Moderators on call are notified of these reasons. */
export const isUrgent = (reason: (typeof reasons)[number]) =>
  reason === 'scam' || reason === 'impersonation' || reason === 'leaked_secret'

export const outcomes = ['upheld', 'dismissed'] as const

/** All open reports of one post, one user or one text of an article form one case. */
export const cases = pgTable(
  'cases',
  {
    id: id(),
    postId: ref().references(() => posts.id),
    /** Set with the other two if an article was reported, whose case staff alone see. */
    articleId: ref(),
    articleLanguage: text().$type<Locale>(),
    /** The public version that was reported first. */
    articleRevision: integer(),
    /**
     * The reported user, whose case every volunteer sees, or the author of the reported post or
     * article.
     */
    userId: belongsTo(() => users.id),
    openedAt: time().notNull(),
    /** Set for the reasons of `isUrgent`. */
    urgent: boolean().notNull().default(false),
    /** When the moderators on call were notified. */
    alertedAt: time(),
    /** Moderator who is working on it, shown to others until the claim expires. */
    claimedById: ref(),
    claimedAt: time(),
    resolvedAt: time(),
    resolvedById: ref(),
    outcome: text({ enum: outcomes })
  },
  (t) => [
    uniqueIndex('cases_open_post')
      .on(t.postId)
      .where(sql`resolved_at is null and post_id is not null`),
    uniqueIndex('cases_open_user')
      .on(t.userId)
      .where(sql`resolved_at is null and post_id is null and article_id is null`),
    uniqueIndex('cases_open_article')
      .on(t.articleId, t.articleLanguage)
      .where(sql`resolved_at is null and article_id is not null`),
    index('cases_user').on(t.userId),
    index('cases_resolver').on(t.resolvedById, t.resolvedAt),
    index('cases_resolved').on(t.resolvedAt),
    // As `caseOrder`.
    index('cases_open')
      .on(sql`(not ${t.urgent})`, t.openedAt, t.id)
      .where(sql`resolved_at is null`)
  ]
)

export const reports = pgTable(
  'reports',
  {
    id: id(),
    caseId: belongsTo(() => cases.id),
    reporterId: belongsTo(() => users.id),
    reason: text({ enum: reasons }).notNull(),
    note: text(),
    /** Keyed hash of the reporter's network; each network counts once. */
    network: text(),
    /** False if the reporter had only a mailed code; see `standing.ts`. */
    signedIn: boolean().notNull().default(true),
    createdAt: time().notNull()
  },
  (t) => [
    uniqueIndex('reports_once').on(t.caseId, t.reporterId),
    index('reports_reporter').on(t.reporterId, t.id)
  ]
)

export const campaignPosts = pgTable(
  'campaign_posts',
  {
    postId: ref()
      .primaryKey()
      .references(() => posts.id),
    campaignId: belongsTo(() => campaigns.id),
    addedAt: time().notNull()
  },
  (t) => [index('campaign_posts_campaign').on(t.campaignId, t.postId)]
)

/**
 * A moderator's sweep of a spammer: posts hidden and the account silenced in one act, undone as
 * one.
 */
export const sweeps = pgTable(
  'sweeps',
  {
    id: id(),
    userId: belongsTo(() => users.id),
    byId: ref().notNull(),
    /** Null if the account was silenced already, or another sweep silences it. */
    sanctionId: ref(),
    createdAt: time().notNull(),
    undoneAt: time()
  },
  (t) => [
    uniqueIndex('sweeps_open')
      .on(t.userId, t.byId)
      .where(sql`undone_at is null`)
  ]
)
