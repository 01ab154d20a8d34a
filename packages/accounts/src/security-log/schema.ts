import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgSequence, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { ref, time } from '@stoa/core/data'
import type { SecurityEventKind } from './kinds.ts'

/** Ids and listed choices. The reviewed reason of a PII access is the only text. */
export type SecurityEventDetails = Record<
  string,
  string | number | boolean | null | readonly (string | number)[]
>

// PostgreSQL before 17 has no identity columns on partitioned tables.
export const securityEventIds = pgSequence('security_events_id_seq')

/**
 * Append-only and partitioned by month. `maintain_security_events` in the migrations creates and
 * drops the partitions. There are no foreign keys in either direction.
 */
export const securityEvents = pgTable(
  'security_events',
  {
    id: ref()
      .notNull()
      .default(sql`nextval('security_events_id_seq')`),
    createdAt: time().notNull(),
    kind: text().$type<SecurityEventKind>().notNull(),
    /** 0 if nobody was signed in. */
    actorId: ref().notNull(),
    /** The owner of the account concerned. */
    subjectId: ref(),
    /** The browser family, such as `Firefox`. Empty if unknown. */
    browser: text().notNull(),
    /** IPv4 /24 or IPv6 /48. Null for commands and scheduled tasks on the server. */
    network: text(),
    details: jsonb().$type<SecurityEventDetails>().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.createdAt, t.id] }),
    index('security_events_id').on(t.id),
    index('security_events_actor').on(t.actorId, t.createdAt, t.id),
    index('security_events_subject').on(t.subjectId, t.createdAt, t.id),
    index('security_events_kind').on(t.kind, t.createdAt, t.id),
    index('security_events_network').on(t.network, t.createdAt, t.id)
  ]
)

/** Full addresses, AES-256-GCM with a key by purpose. Deleted by `addressCleaner`. */
export const securityEventAddresses = pgTable(
  'security_event_addresses',
  {
    eventId: ref().primaryKey(),
    sealed: text().notNull(),
    createdAt: time().notNull()
  },
  (t) => [index('security_event_addresses_age').on(t.createdAt)]
)

/**
 * Counts of failed sign-ins with unknown names, until the minute ends and they become one event.
 */
export const unknownSignIns = pgTable(
  'unknown_sign_ins',
  {
    minute: time().notNull(),
    network: text().notNull(),
    count: integer().notNull()
  },
  (t) => [primaryKey({ columns: [t.minute, t.network] })]
)
