import { eq } from 'drizzle-orm'
import { cached, type Context } from '@stoa/core'
import type { Subject } from './ports.ts'
import { webhooks } from './schema.ts'

type Receiver = typeof webhooks.$inferSelect

/** What decides whether a receiver gets an event. */
export type Subscription = Pick<
  Receiver,
  'events' | 'categories' | 'announcementTypes' | 'severities' | 'reasons' | 'internal'
>

const { id, events, categories, announcementTypes, severities, reasons, internal } = webhooks

const cache = cached(5 * 60_000, ({ db }: Context) =>
  db
    .select({ id, events, categories, announcementTypes, severities, reasons, internal })
    .from(webhooks)
    .where(eq(webhooks.enabled, true))
)

/**
 * Returns what the enabled receivers subscribe to. It is cached in this process, so that an event
 * that nobody takes costs no statement.
 */
export const subscriptions = cache.of

/** Drops the cached subscriptions. Every node calls it after `webhook.changed`. */
export const invalidateSubscriptions = cache.drop

/** Whether a receiver gets an event: what its filters and its access to internal content let pass. */
export const takes = (receiver: Subscription, type: string, subject: Subject | null): boolean =>
  subject !== null &&
  (receiver.events as readonly string[]).includes(type) &&
  (receiver.internal || !subject.isInternal) &&
  passes(receiver.categories, subject.categoryIds) &&
  passes(receiver.announcementTypes, subject.announcementTypes) &&
  passes(receiver.severities, subject.severities) &&
  passes(receiver.reasons, subject.reasons)

/** An empty filter lets everything pass, and each filter an event that has nothing of its kind. */
const passes = <T>(filter: readonly T[], found: readonly T[] | undefined) =>
  filter.length === 0 || found === undefined || found.some((one) => filter.includes(one))
