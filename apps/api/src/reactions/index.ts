import type { EventType, Ports } from '@stoa/core'
import type { LiveReaction } from '@stoa/notifications'
import { accounts } from './accounts.ts'
import { announcements } from './announcements.ts'
import { articles } from './articles.ts'
import { documents } from './documents.ts'
import { moderation } from './moderation.ts'
import { notifications } from './notifications.ts'
import { posts } from './posts.ts'
import type { Reaction, Reactions, WebhookReaction } from './reaction.ts'
import { retention } from './retention.ts'
import { safety } from './safety.ts'
import { search } from './search.ts'
import { site } from './site.ts'
import { threads } from './threads.ts'
import { tickets } from './tickets.ts'
import { uploads } from './uploads.ts'
import { volunteers } from './volunteers.ts'
import { webhooks } from './webhooks.ts'

/** Everything that reacts to an event; an event without a line does not compile. */
export const reactions: Reactions<EventType> = {
  ...accounts,
  ...announcements,
  ...articles,
  ...documents,
  ...moderation,
  ...notifications,
  ...posts,
  ...retention,
  ...safety,
  ...search,
  ...site,
  ...threads,
  ...tickets,
  ...uploads,
  ...volunteers,
  ...webhooks
}

type Payload = Record<string, unknown>

/** A reaction whose type of event is known only when it runs: what is stored or announced is not typed. */
export type AnyReaction = Pick<Reaction<EventType>, 'stalePages' | 'search'> & {
  live?: LiveReaction<Payload>
  caches?: (ports: Ports, payload?: Payload) => void
  webhooks?: WebhookReaction<Payload>
}

const untyped = reactions as Record<string, unknown> as Record<string, AnyReaction>

/** The reactions to events of a type; undefined for one that this version does not know. */
export const reactionTo = (type: string): AnyReaction | undefined => untyped[type]

/** Drops all that this node keeps in memory, for events it has missed. */
export function clearCaches(ports: Ports): void {
  for (const drop of new Set(Object.values(untyped).map(({ caches }) => caches))) drop?.(ports)
}
