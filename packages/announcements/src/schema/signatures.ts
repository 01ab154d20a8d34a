import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { JWK } from 'jose'
import { belongsTo, id, time } from '@stoa/core/data'
import type { State, BuiltInType, Severity, Phase, Texts, Bodies } from './content.ts'
import { announcements } from './announcements.ts'

const announcementId = () => belongsTo(() => announcements.id)

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
