import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex
} from 'drizzle-orm/pg-core'
import type { Locale } from '@stoa/core'
import { id, ref, time } from '@stoa/core/data'
import { users } from '@stoa/accounts/tables'

/** A document in one language: a plain title and Markdown. `{name}` is the forum's name. */
export type DocumentText = { title: string; body: string }

export type DocumentTexts = Partial<Record<Locale, DocumentText>>

/** Documents that somebody has written a version of. Its row is locked by what changes it. */
export const documents = pgTable('documents', {
  slug: text().primaryKey(),
  createdAt: time().notNull()
})

/**
 * All saved versions of documents. A version is public once it has a number. Of those whose
 * `effectiveAt` has passed, and that were not withdrawn, the newest is in force. A version that has
 * neither number nor `discardedAt` waits.
 */
export const documentVersions = pgTable(
  'document_versions',
  {
    /** The revision. */
    id: id(),
    slug: text()
      .notNull()
      .references(() => documents.slug),
    /** Counts the public versions of a document. 0 is the text that the forum began with. */
    number: integer(),
    texts: jsonb().notNull().$type<DocumentTexts>(),
    /** False for a correction that changes nobody's rights or duties. */
    material: boolean().notNull(),
    /** Null: when it is published. Public versions have it. */
    effectiveAt: time(),
    /** Why it takes effect sooner than readers are usually told. They see it. */
    shortNoticeReason: text(),
    /** Only for nodes of the previous release. */
    countries: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** Null: the text that the forum began with. */
    authorId: ref(),
    /** Everybody who wrote part of what waits, and so may not approve it. */
    writerIds: bigint({ mode: 'number' }).array().notNull(),
    createdAt: time().notNull(),
    approvedById: ref(),
    publishedAt: time(),
    /** When caches learned that it is in force. */
    appliedAt: time(),
    /** It was discarded, or a later version replaced it before it was published. */
    discardedAt: time(),
    /** A newer version was published before its date of effect, so it never comes into force. */
    withdrawnAt: time()
  },
  (t) => [
    uniqueIndex('document_versions_number').on(t.slug, t.number),
    uniqueIndex('document_versions_waiting')
      .on(t.slug)
      .where(sql`number is null and discarded_at is null`),
    index('document_versions_unapplied')
      .on(t.effectiveAt)
      .where(sql`number is not null and applied_at is null`)
  ]
)

/** How far the mails to all members about a material version have come. */
export const documentMailings = pgTable('document_mailings', {
  versionId: ref()
    .primaryKey()
    .references(() => documentVersions.id),
  /** Members when it started. */
  total: integer().notNull(),
  /** Members up to this id have their mail queued. */
  afterId: ref().notNull().default(0),
  startedAt: time().notNull(),
  /** When the last mail was queued. */
  finishedAt: time(),
  /** When the rest was left out, because the version will not come into force. */
  stoppedAt: time()
})

/** What members accepted (terms) or acknowledged (other documents), and in which language. */
export const documentAcceptances = pgTable(
  'document_acceptances',
  {
    id: id(),
    // Only accounts that never confirmed their address are deleted.
    userId: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    slug: text().notNull(),
    /** 0 is the text that the forum began with. */
    number: integer().notNull(),
    locale: text().notNull().$type<Locale>(),
    createdAt: time().notNull()
  },
  (t) => [index('document_acceptances_user').on(t.userId, t.id)]
)
