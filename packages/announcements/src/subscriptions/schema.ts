import { index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { Locale } from '@stoa/core'
import { id, time } from '@stoa/core/data'

export const subscriptionKinds = ['type', 'service', 'announcement'] as const

/**
 * Addresses of people without an account that get announcements by mail. The row is deleted, and
 * with it the address, when the subscription ends or was not confirmed in time.
 */
export const announcementSubscriptions = pgTable(
  'announcement_subscriptions',
  {
    id: id(),
    /** In lower case. */
    email: text().notNull(),
    kind: text({ enum: subscriptionKinds }).notNull(),
    /** Key of the type or service, or id of the announcement. */
    key: text().notNull(),
    locale: text().notNull().$type<Locale>(),
    /** When it was asked for, the last time. */
    askedAt: time().notNull(),
    /** Null until the address was proved. */
    confirmedAt: time()
  },
  (t) => [
    uniqueIndex('announcement_subscriptions_once').on(t.email, t.kind, t.key),
    index('announcement_subscriptions_topic').on(t.kind, t.key)
  ]
)
