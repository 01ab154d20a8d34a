import type { Context, EventType } from '@stoa/core'
import type { LiveReaction } from '@stoa/notifications'
import { accounts } from './accounts.ts'
import { announcements } from './announcements.ts'
import { moderation } from './moderation.ts'
import { notifications } from './notifications.ts'
import type { Reaction, Reactions } from './reaction.ts'
import { safety } from './safety.ts'
import { search } from './search.ts'
import { threads } from './threads.ts'
import { tickets } from './tickets.ts'
import { uploads } from './uploads.ts'
import { volunteers } from './volunteers.ts'
import { webhooks } from './webhooks.ts'

/** Everything that reacts to an event; an event without a line does not compile. */
export const reactions: Reactions<EventType> = {
  ...accounts,
  ...announcements,
  ...moderation,
  ...notifications,
  ...safety,
  ...search,
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
  caches?: (ports: Context['ports'], payload: Payload) => void
  webhooks?: (ctx: Context, payload: Payload) => Promise<object | null>
}

/** The reactions to events of a type; undefined for one that this version does not know. */
export const reactionTo = (type: string): AnyReaction | undefined =>
  (reactions as Record<string, unknown>)[type] as AnyReaction | undefined
