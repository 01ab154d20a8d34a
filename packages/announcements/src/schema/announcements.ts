import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex
} from 'drizzle-orm/pg-core'
import type { Locale } from '@stoa/core'
import { belongsTo, id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'
import { categories, threads } from '@stoa/threads/tables'
import {
  builtInTypes,
  states,
  severities,
  phases,
  discussions,
  type Bodies,
  type StoredHtml,
  type Content
} from './content.ts'

const userId = () => ref().references(() => users.id)

const announcementId = () => belongsTo(() => announcements.id)

/**
 * Announcements in their present state. Texts are in `announcement_texts`; earlier and waiting
 * versions are in `announcement_revisions`.
 */
export const announcements = pgTable(
  'announcements',
  {
    id: id(),
    state: text({ enum: states }).notNull().default('draft'),
    type: text().notNull(),
    basis: text({ enum: builtInTypes }).notNull(),
    severity: text({ enum: severities }).notNull(),
    phase: text({ enum: phases }),
    services: text().array().notNull(),
    authorId: userId().notNull(),
    /** Numbers of the newest and the public version; 0 if there is none. */
    revision: integer().notNull().default(1),
    publicRevision: integer().notNull().default(0),
    /** Number of the version that a second person approved. */
    approvedRevision: integer().notNull().default(0),
    approvedById: userId(),
    /** An incident was published before its approval, which is still due. */
    approvalDue: boolean().notNull().default(false),
    publishAt: time(),
    publishedAt: time(),
    expiresAt: time(),
    startsAt: time(),
    endsAt: time(),
    pinnedUntil: time(),
    pinOrder: integer().notNull().default(0),
    discussion: text({ enum: discussions }).notNull().default('none'),
    asksAcknowledgement: boolean().notNull().default(false),
    discussionThreadId: ref().references(() => threads.id),
    /**
     * When followers are to be notified and when they were; both null after it was stopped. For a
     * withdrawn announcement: those who were notified of the original.
     */
    notifyAt: time(),
    notifiedAt: time(),
    /** Time of the writer's next reminder; null if nothing is left to report. */
    remindAt: time(),
    withdrawnAt: time(),
    /** Correction of a withdrawn announcement, as Markdown. */
    correction: jsonb().$type<Bodies>(),
    correctionHtml: jsonb().$type<StoredHtml>(),
    createdAt: time().notNull(),
    /** Time of the last change that readers see; before publication, that writers see. */
    changedAt: time().notNull()
  },
  (t) => [
    index('announcements_latest').on(t.publishedAt, t.id),
    index('announcements_work')
      .on(t.changedAt, t.id)
      .where(sql`state in ('draft', 'awaiting', 'scheduled')`),
    index('announcements_to_publish')
      .on(t.publishAt)
      .where(sql`state = 'scheduled'`),
    index('announcements_to_expire')
      .on(t.expiresAt)
      .where(sql`state = 'published'`),
    index('announcements_to_notify')
      .on(t.notifyAt)
      .where(sql`notified_at is null`),
    index('announcements_to_remind')
      .on(t.remindAt)
      .where(sql`state = 'published'`)
  ]
)

/** Texts of the public version; before publication, of the newest one. */
export const announcementTexts = pgTable(
  'announcement_texts',
  {
    announcementId: announcementId(),
    locale: text().$type<Locale>().notNull(),
    title: text().notNull(),
    body: text().notNull(),
    html: text().notNull(),
    rendererVersion: integer().notNull(),
    /** Title, services and body, normalised for searching. */
    folded: text().notNull()
  },
  (t) => [primaryKey({ columns: [t.announcementId, t.locale] })]
)

/** Categories in which it is shown on top; none: all. */
export const announcementCategories = pgTable(
  'announcement_categories',
  {
    announcementId: announcementId(),
    categoryId: belongsTo(() => categories.id)
  },
  (t) => [
    primaryKey({ columns: [t.announcementId, t.categoryId] }),
    index('announcement_categories_category').on(t.categoryId)
  ]
)

/** All saved versions. */
export const announcementRevisions = pgTable(
  'announcement_revisions',
  {
    id: id(),
    announcementId: announcementId(),
    number: integer().notNull(),
    content: jsonb().notNull().$type<Content>(),
    editorId: userId().notNull(),
    createdAt: time().notNull(),
    /** Null if the version was never public. */
    publishedAt: time()
  },
  (t) => [uniqueIndex('announcement_revisions_number').on(t.announcementId, t.number)]
)
