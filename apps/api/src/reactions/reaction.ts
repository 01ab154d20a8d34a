import type { Context, Events, EventType, Ports } from '@stoa/core'
import type { Effect, Job, StoredEvent } from '@stoa/core/effects'
import type { EventMail, LiveReaction } from '@stoa/notifications'
import type { SearchReaction } from '@stoa/search'
import type { Subject, WebhookEvent } from '@stoa/webhooks'

/**
 * Cached pages that an event makes stale: none; those of its own thread, with the lists by votes; the lists
 * (and all other pages that are not of one thread) as well; or every page.
 */
export type StalePages = 'none' | 'thread' | 'lists' | 'all'

/** What receivers of webhooks get about an event. They belong to others. */
export type WebhookReaction<Payload> = {
  /**
   * Returns ids and what guests may see, or in a category that they may not read, what its members
   * see. Null if nothing of it is published any more.
   */
  data(ctx: Context, payload: Payload): Promise<object | null>
  /** Returns what filters ask about events, in their order. Left out: nothing, and no content. */
  subjects?(ctx: Context, payloads: readonly Payload[]): Promise<(Subject | null)[]>
}

export type MailedEvent<T extends EventType> = Pick<StoredEvent<T>, 'id' | 'payload'>

/** Everything that reacts to one type of event. A part that does nothing is left out. */
export type Reaction<T extends EventType> = {
  /**
   * What the worker changes in the database, in batches. It acts on the present state of what the events
   * name, so late or repeated it does no harm. `effects_done` keeps the names, also those of jobs.
   */
  effects?: Record<string, Effect<T>>
  /** What leaves the process, or takes long because it concerns many readers, posts or tickets. */
  jobs?: Record<string, Job<T>>
  /** Makes the mails about events. Those of a batch are made together, and sent one by one. */
  mails?: (ctx: Context, events: readonly MailedEvent<T>[]) => Promise<EventMail[]>
  stalePages: StalePages
  /** What the live streams of every node do. */
  live?: LiveReaction<Events[T]>
  /** What Meilisearch follows. */
  search?: SearchReaction
  /** Drops what every node keeps in memory: all of it without a payload, when events were missed. */
  caches?: (ports: Ports, payload?: Events[T]) => void
} & (T extends WebhookEvent ? { webhooks: WebhookReaction<Events[T]> } : { webhooks?: never })

/** The reactions to these events; an event without a line does not compile. */
export type Reactions<Type extends EventType> = { [T in Type]: Reaction<T> }

/** The types of events that begin so, such as `thread.`. */
export type EventsOf<Prefix extends string> = Extract<EventType, `${Prefix}.${string}`>
