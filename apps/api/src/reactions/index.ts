import type { EventType, Ports } from '@stoa/core'
import { type LiveReaction, mailDigest, mailNotifications } from '@stoa/notifications'
import { invalidateRelations } from '@stoa/search'
import { deliverNext, invalidateSubscriptions } from '@stoa/webhooks'
import { accounts } from './accounts.ts'
import { announcements } from './announcements.ts'
import { articles } from './articles.ts'
import { documents, retention, site } from './site.ts'
import { moderation, safety, volunteers } from './moderation.ts'
import { posts, uploads } from './posts.ts'
import type { EventsOf, Reaction, Reactions, WebhookReaction } from './reaction.ts'
import { threads } from './threads.ts'
import { tickets } from './tickets.ts'

const webhooks: Reactions<EventsOf<'webhook'>> = {
  'webhook.due': {
    jobs: { deliver: (ctx, { payload }) => deliverNext(ctx, payload.webhookId) },
    stalePages: 'none'
  },
  'webhook.changed': { stalePages: 'none', caches: invalidateSubscriptions }
}

const notifications: Reactions<EventsOf<'inbox' | 'notification' | 'digest'>> = {
  'inbox.changed': {
    stalePages: 'none',
    live: { change: ({ userIds }) => ({ topics: ['inbox'], userIds }) }
  },
  'notification.created': { mails: mailNotifications, stalePages: 'none' },
  'digest.due': { jobs: { mail: mailDigest }, stalePages: 'none' }
}

const search: Reactions<EventsOf<'search'>> = {
  'search.words_changed': { stalePages: 'none', caches: invalidateRelations }
}

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
