import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgSequence, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { ref, time } from '@stoa/core'
import type { SecurityEventKind } from './kinds.ts'

/** Ids and choices of lists; of texts only the reviewed reason of a look. */
export type SecurityEventDetails = Record<
  string,
  string | number | boolean | null | readonly (string | number)[]
>

// PostgreSQL before 17 has no identity columns on partitioned tables.
export const securityEventIds = pgSequence('security_events_id_seq')

/**
 * Append-only and partitioned by month; `maintain_security_events` in the migrations makes and drops
 * the partitions. Nothing refers to it by a foreign key, and it refers to nothing.
 */
export const securityEvents = pgTable(
  'security_events',
  {
    id: ref()
      .notNull()
      .default(sql`nextval('security_events_id_seq')`),
    createdAt: time().notNull(),
    kind: text().$type<SecurityEventKind>().notNull(),
    /** 0: nobody was signed in. */
    actorId: ref().notNull(),
    /** Whose account it concerns. */
    subjectId: ref(),
    /** Family of the browser, such as `Firefox`; empty where it is not known. */
    browser: text().notNull(),
    /** IPv4 /24 or IPv6 /48; null for commands and timed tasks on the server. */
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

/** Full addresses, AES-256-GCM with a key by purpose; removed after 30 days. */
export const securityEventAddresses = pgTable(
  'security_event_addresses',
  {
    eventId: ref().primaryKey(),
    sealed: text().notNull(),
    createdAt: time().notNull()
  },
  (t) => [index('security_event_addresses_age').on(t.createdAt)]
)

/** Failed sign-ins under names that nobody has, until a minute is over and becomes one event. */
export const unknownSignIns = pgTable(
  'unknown_sign_ins',
  {
    minute: time().notNull(),
    network: text().notNull(),
    count: integer().notNull()
  },
  (t) => [primaryKey({ columns: [t.minute, t.network] })]
)
