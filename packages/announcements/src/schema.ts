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
import { id, locales, ref, time, type Locale } from '@stoa/core'
import { users } from '@stoa/accounts/schema'
import { categories, threads } from '@stoa/threads/schema'

/** The kinds that are always there; each has rules of its own. */
export const builtInKinds = ['info', 'maintenance', 'feature', 'risk', 'incident'] as const
export type BuiltInKind = (typeof builtInKinds)[number]

export const severities = ['normal', 'important', 'critical'] as const
export type Severity = (typeof severities)[number]

/** `awaiting`: a second person has to look before it goes out. */
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

/** Whether it opens a thread to talk about it, and whether that closes with it. */
export const discussions = ['none', 'open', 'open_until_expiry'] as const

/** `cleaned`: it went out without what led out of the organisation. */
export const proposalOutcomes = ['approved', 'cleaned', 'discarded', 'dropped'] as const

export type Texts = Partial<Record<Locale, { title: string; body: string }>>
export type Bodies = Partial<Record<Locale, string>>

/** What staff write: one revision of an announcement, as a whole. */
export type Content = {
  /** Key of a kind. */
  kind: string
  /** The built-in kind whose rules it follows. */
  basis: BuiltInKind
  severity: Severity
  services: string[]
  /** Ids; empty: it concerns every category. */
  categories: number[]
  texts: Texts
  publishAt: string | null
  expiresAt: string | null
  /** The window of a maintenance, or when an incident began. */
  startsAt: string | null
  endsAt: string | null
  /** `order`: lower ones stand first. */
  pin: { until: string; order: number } | null
  discussion: (typeof discussions)[number]
}

/**
 * Kinds that admins added, each after a built-in one. One that was ever used stays when it is removed,
 * so that what was announced keeps its name.
 */
export const announcementKinds = pgTable('announcement_kinds', {
  key: text().primaryKey(),
  names: jsonb().notNull().$type<Record<Locale, string>>(),
  basis: text({ enum: builtInKinds }).notNull(),
  createdAt: time().notNull(),
  /** Null while new announcements may be of it. */
  removedAt: time()
})

/** Kinds with a template to start from: what has to be written in a hurry. */
export const templateKinds = ['incident', 'maintenance', 'risk'] as const
export type TemplateKind = (typeof templateKinds)[number]

const userId = () => ref().references(() => users.id)
const announcementId = () =>
  ref()
    .notNull()
    .references(() => announcements.id)

/**
 * An announcement as it stands now. Its words are in `announcement_texts`; what it said before, and
 * what waits for approval, in `announcement_revisions`.
 */
export const announcements = pgTable(
  'announcements',
  {
    id: id(),
    state: text({ enum: states }).notNull().default('draft'),
    kind: text().notNull(),
    basis: text({ enum: builtInKinds }).notNull(),
    severity: text({ enum: severities }).notNull(),
    phase: text({ enum: phases }),
    services: text().array().notNull(),
    authorId: userId().notNull(),
    /** Number of the newest revision, and of the one that is public; 0 before there is one. */
    revision: integer().notNull().default(1),
    publicRevision: integer().notNull().default(0),
    /** The revision that a second person approved. */
    approvedRevision: integer().notNull().default(0),
    approvedById: userId(),
    /** Out in an incident before anybody else looked: somebody still has to. */
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
     * When followers are told, and when they were; both null after it was stopped. Of a withdrawn one:
     * when those who were told the original are told the correction.
     */
    notifyAt: time(),
    notifiedAt: time(),
    /** When its writer is next asked how it goes on; null when nothing is left to say. */
    remindAt: time(),
    withdrawnAt: time(),
    /** What is right instead, as Markdown, for a withdrawn one. */
    correction: jsonb().$type<Bodies>(),
    createdAt: time().notNull(),
    /** When what readers see changed last; before it is public, what its writers see. */
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

/** The words of the public revision; of the newest one before there is a public one. */
export const announcementTexts = pgTable(
  'announcement_texts',
  {
    announcementId: announcementId(),
    locale: text({ enum: locales }).notNull(),
    title: text().notNull(),
    body: text().notNull(),
    html: text().notNull(),
    rendererVersion: integer().notNull(),
    /** Title, services and body in simplified characters and lower case, for searching. */
    folded: text().notNull()
  },
  (t) => [primaryKey({ columns: [t.announcementId, t.locale] })]
)

/** Where it stands on top; none: everywhere. */
export const announcementCategories = pgTable(
  'announcement_categories',
  {
    announcementId: announcementId(),
    categoryId: ref()
      .notNull()
      .references(() => categories.id)
  },
  (t) => [
    primaryKey({ columns: [t.announcementId, t.categoryId] }),
    index('announcement_categories_category').on(t.categoryId)
  ]
)

/** Every version that was saved. */
export const announcementRevisions = pgTable(
  'announcement_revisions',
  {
    id: id(),
    announcementId: announcementId(),
    number: integer().notNull(),
    content: jsonb().notNull().$type<Content>(),
    editorId: userId().notNull(),
    createdAt: time().notNull(),
    /** Null for what was never public. */
    publishedAt: time()
  },
  (t) => [uniqueIndex('announcement_revisions_number').on(t.announcementId, t.number)]
)

/**
 * Every version of a template that staff saved, in one language. The newest one counts; without title
 * and body, or without one, it is as it comes with the forum.
 */
export const announcementTemplates = pgTable(
  'announcement_templates',
  {
    id: id(),
    kind: text({ enum: templateKinds }).notNull(),
    locale: text({ enum: locales }).notNull(),
    number: integer().notNull(),
    title: text(),
    body: text(),
    editorId: userId().notNull(),
    createdAt: time().notNull()
  },
  (t) => [uniqueIndex('announcement_templates_number').on(t.kind, t.locale, t.number)]
)

/** What staff said in the course of an incident or a maintenance. */
export const announcementUpdates = pgTable(
  'announcement_updates',
  {
    id: id(),
    announcementId: announcementId(),
    phase: text({ enum: phases }).notNull(),
    bodies: jsonb().notNull().$type<Bodies>(),
    /** Who wrote it as it reads now, and when, if that is later than it was published. */
    authorId: userId().notNull(),
    changedAt: time(),
    createdAt: time().notNull(),
    /** As of an announcement. */
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

/** What an update said before it was reworded. */
export const announcementUpdateRevisions = pgTable(
  'announcement_update_revisions',
  {
    id: id(),
    updateId: ref()
      .notNull()
      .references(() => announcementUpdates.id),
    bodies: jsonb().notNull().$type<Bodies>(),
    authorId: userId().notNull(),
    /** From when until when it read so. */
    since: time().notNull(),
    until: time().notNull()
  },
  (t) => [index('announcement_update_revisions_update').on(t.updateId, t.id)]
)

/**
 * Updates and corrections that wait for a second person, because they lead to addresses that are not
 * official, and what became of them.
 */
export const announcementProposals = pgTable(
  'announcement_proposals',
  {
    id: id(),
    announcementId: announcementId(),
    /** Of an update; null for a correction. */
    phase: text({ enum: phases }),
    /** The update that it words anew; null for a new one and for a correction. */
    updateId: ref().references(() => announcementUpdates.id),
    bodies: jsonb().notNull().$type<Bodies>(),
    authorId: userId().notNull(),
    createdAt: time().notNull(),
    /** All null while it waits. `dropped`: the announcement was withdrawn meanwhile. */
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

/** What is signed of an announcement: all that a reader relies on. Times ISO 8601. */
export type SignedDocument = {
  issuer: string
  url: string
  signedAt: string
  state: State
  kind: string
  /** The built-in kind whose rules it follows; copies from before there were others lack it. */
  basis?: BuiltInKind
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

/** Keys that sign announcements; one of them now. Old ones stay, so that what they signed can be checked. */
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

/** Every signed copy, each of what the announcement said then. */
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

/** Who wants to be told of announcements of a kind. */
export const announcementFollowings = pgTable(
  'announcement_followings',
  {
    kind: text().notNull(),
    userId: userId().notNull(),
    createdAt: time().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.userId] }),
    index('announcement_followings_user').on(t.userId)
  ]
)

/** Who was told of it, so that a correction reaches them. */
export const announcementReaders = pgTable(
  'announcement_readers',
  { announcementId: announcementId(), userId: userId().notNull() },
  (t) => [primaryKey({ columns: [t.announcementId, t.userId] })]
)
