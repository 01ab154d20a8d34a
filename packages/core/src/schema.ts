import { sql } from 'drizzle-orm'
import {
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex
} from 'drizzle-orm/pg-core'
import { id, ref, time } from './columns.ts'

const transactionId = customType<{ data: string }>({ dataType: () => 'xid8' })

/** The outbox. Payloads hold ids only. Readers order by (xid, id) below `pg_snapshot_xmin`. */
export const events = pgTable(
  'events',
  {
    id: id(),
    xid: transactionId()
      .notNull()
      .default(sql`pg_current_xact_id()`),
    type: text().notNull(),
    payload: jsonb().notNull().$type<Record<string, unknown>>(),
    actorId: ref().notNull(),
    createdAt: time().notNull(),
    dispatchedAt: time()
  },
  (t) => [
    index('events_waiting')
      .on(t.id)
      .where(sql`dispatched_at is null`),
    index('events_order').on(t.xid, t.id)
  ]
)

export const effectsDone = pgTable(
  'effects_done',
  { eventId: ref().notNull(), effect: text().notNull() },
  (t) => [primaryKey({ columns: [t.eventId, t.effect] })]
)

/** Kept 24 hours, bound to sender and input. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    actorId: ref().notNull(),
    key: text().notNull(),
    method: text().notNull(),
    path: text().notNull(),
    bodyHash: text().notNull(),
    answer: jsonb(),
    createdAt: time().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.actorId, t.key] }),
    index('idempotency_keys_age').on(t.createdAt)
  ]
)

/** The migration makes it unlogged: if a crash loses counts, limits only start again. */
export const limits = pgTable(
  'limits',
  {
    name: text().notNull(),
    subject: text().notNull(),
    windowStart: time().notNull(),
    count: integer().notNull()
  },
  (t) => [uniqueIndex('limits_key').on(t.name, t.subject)]
)

/** Settings that admins change at run time, one row per name. */
export const settings = pgTable('settings', {
  name: text().primaryKey(),
  value: jsonb().notNull(),
  updatedAt: time().notNull()
})

/**
 * The last heartbeat of each worker that runs jobs. Jobs of a dead worker are released for the
 * others.
 */
export const workerHeartbeats = pgTable('worker_heartbeats', {
  /** The value that graphile-worker writes into `locked_by`. */
  workerId: text().primaryKey(),
  beatAt: time().notNull()
})
