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
import type { JWK } from 'jose'
import { belongsTo, id, type Locale, locales, ref, time } from '@stoa/core'
import { users } from '@stoa/accounts/tables'
import { categories, threads } from '@stoa/threads/tables'

/** Built-in types; each has rules of its own. */
export const builtInTypes = ['info', 'maintenance', 'feature', 'risk', 'incident'] as const
export type BuiltInType = (typeof builtInTypes)[number]

export const severities = ['normal', 'important', 'critical'] as const
export type Severity = (typeof severities)[number]

/** `awaiting`: a second person has to approve it before publication. */
export const states = [
  'draft',
  'awaiting',
  'scheduled',
  'published',
  'expired',
  'withdrawn'
] as const
export type State = (typeof states)[number]

export const incidentPhases = ['investigating', 'identified', 'monitoring', 'resolved'] as const
export const maintenancePhases = ['planned', 'started', 'finished'] as const
export const phases = [...incidentPhases, ...maintenancePhases] as const
export type Phase = (typeof phases)[number]

/** Whether the announcement opens a discussion thread, and whether that closes when it expires. */
export const discussions = ['none', 'open', 'open_until_expiry'] as const

/** `cleaned`: published without the passages that led out of the organisation. */
export const proposalOutcomes = ['approved', 'cleaned', 'discarded', 'dropped'] as const

export type Texts = Partial<Record<Locale, { title: string; body: string }>>
export type Bodies = Partial<Record<Locale, string>>
/** HTML of bodies, with the version of the renderer that made it. */
export type StoredHtml = { version: number; html: Bodies }

/** Content of one version of an announcement. */
export type Content = {
  /** Key of its type. */
  type: string
  /** Built-in type whose rules it follows. */
  basis: BuiltInType
  severity: Severity
  services: string[]
  /** Ids of categories; empty: all. */
  categories: number[]
  texts: Texts
  publishAt: string | null
  expiresAt: string | null
  /** Window of a maintenance, or begin of an incident. */
  startsAt: string | null
  endsAt: string | null
  /** Lower `order` comes first. */
  pin: { until: string; order: number } | null
  discussion: (typeof discussions)[number]
}

/**
 * Types that admins added, each based on a built-in one. A used type is kept when it is removed,
 * for the names of its announcements.
 */
export const announcementTypes = pgTable('announcement_types', {
  key: text().primaryKey(),
  names: jsonb().notNull().$type<Record<Locale, string>>(),
  basis: text({ enum: builtInTypes }).notNull(),
  createdAt: time().notNull(),
  /** Null while new announcements can have the type. */
  removedAt: time()
})

/** Types with a template: those that are written in a hurry. */
export const templateTypes = ['incident', 'maintenance', 'risk'] as const
export type TemplateType = (typeof templateTypes)[number]

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
    locale: text({ enum: locales }).notNull(),
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

/**
 * Versions of templates, per language. The newest one applies. Without title and body, or without a
 * row, the shipped template applies.
 */
export const announcementTemplates = pgTable(
  'announcement_templates',
  {
    id: id(),
    type: text({ enum: templateTypes }).notNull(),
    locale: text({ enum: locales }).notNull(),
    number: integer().notNull(),
    title: text(),
    body: text(),
    editorId: userId().notNull(),
    createdAt: time().notNull()
  },
  (t) => [uniqueIndex('announcement_templates_number').on(t.type, t.locale, t.number)]
)

/** Updates of incidents and maintenance. */
export const announcementUpdates = pgTable(
  'announcement_updates',
  {
    id: id(),
    announcementId: announcementId(),
    phase: text({ enum: phases }).notNull(),
    bodies: jsonb().notNull().$type<Bodies>(),
    html: jsonb().$type<StoredHtml>(),
    /** Author of the present wording, and its time if it was reworded after publication. */
    authorId: userId().notNull(),
    changedAt: time(),
    createdAt: time().notNull(),
    /** As for announcements. */
    notifyAt: time(),
    notifiedAt: time()
  },
  (t) => [
    index('announcement_updates_announcement').on(t.announcementId, t.id),
    index('announcement_updates_to_notify')
      .on(t.notifyAt)
      .where(sql`notified_at is null`)
  ]
)

/** Earlier wordings of updates. */
export const announcementUpdateRevisions = pgTable(
  'announcement_update_revisions',
  {
    id: id(),
    updateId: belongsTo(() => announcementUpdates.id),
    bodies: jsonb().notNull().$type<Bodies>(),
    authorId: userId().notNull(),
    /** Time during which this wording was public. */
    since: time().notNull(),
    until: time().notNull()
  },
  (t) => [index('announcement_update_revisions_update').on(t.updateId, t.id)]
)

/**
 * Updates and corrections that need a second person because they lead out of the organisation, with
 * the decision about them.
 */
export const announcementProposals = pgTable(
  'announcement_proposals',
  {
    id: id(),
    announcementId: announcementId(),
    /** Phase of an update; null for a correction. */
    phase: text({ enum: phases }),
    /** Update to reword; null for a new update and for a correction. */
    updateId: ref().references(() => announcementUpdates.id),
    bodies: jsonb().notNull().$type<Bodies>(),
    authorId: userId().notNull(),
    createdAt: time().notNull(),
    /** All null until it is decided. `dropped`: the announcement was withdrawn meanwhile. */
    outcome: text({ enum: proposalOutcomes }),
    decidedById: userId(),
    decidedAt: time()
  },
  (t) => [
    index('announcement_proposals_announcement').on(t.announcementId, t.id),
    index('announcement_proposals_waiting')
      .on(t.announcementId)
      .where(sql`decided_at is null`)
  ]
)

/**
 * The signed content of an announcement: everything that a reader relies on. Times are ISO 8601.
 */
export type SignedDocument = {
  issuer: string
  url: string
  signedAt: string
  state: State
  type: string
  /** Built-in type whose rules it follows. Copies signed before other types existed lack it. */
  basis?: BuiltInType
  severity: Severity
  phase: Phase | null
  services: string[]
  publishedAt: string | null
  expiresAt: string | null
  startsAt: string | null
  endsAt: string | null
  texts: Texts
  updates: { phase: Phase; at: string; bodies: Bodies }[]
  correction: Bodies | null
}

/**
 * Keys that sign announcements; one is active. Retired keys are kept, so that their signatures can
 * be checked.
 */
export const announcementKeys = pgTable(
  'announcement_keys',
  {
    /** Thumbprint of the public key (RFC 7638). */
    kid: text().primaryKey(),
    publicJwk: jsonb().notNull().$type<JWK>(),
    sealedPrivate: text().notNull(),
    createdAt: time().notNull(),
    retiredAt: time()
  },
  () => [
    uniqueIndex('announcement_keys_active')
      .on(sql`(retired_at is null)`)
      .where(sql`retired_at is null`)
  ]
)

/** All signed copies, each with the content at that time. */
export const announcementSignatures = pgTable(
  'announcement_signatures',
  {
    id: id(),
    announcementId: announcementId(),
    kid: text()
      .notNull()
      .references(() => announcementKeys.kid),
    document: jsonb().notNull().$type<SignedDocument>(),
    /** JWS with a detached payload: `header..signature`. */
    signature: text().notNull(),
    createdAt: time().notNull()
  },
  (t) => [index('announcement_signatures_announcement').on(t.announcementId, t.id)]
)

/** Users who follow a type. */
export const announcementFollowings = pgTable(
  'announcement_followings',
  {
    type: text().notNull(),
    userId: userId().notNull(),
    createdAt: time().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.type, t.userId] }),
    index('announcement_followings_user').on(t.userId)
  ]
)

/** Users who were notified of an announcement, so that a correction reaches them. */
export const announcementReaders = pgTable(
  'announcement_readers',
  { announcementId: announcementId(), userId: userId().notNull() },
  (t) => [primaryKey({ columns: [t.announcementId, t.userId] })]
)
