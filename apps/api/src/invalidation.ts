import { invalidateAnnouncements } from '@stoa/announcements'
import { invalidateTopics } from '@stoa/tickets'
import { invalidateActor, invalidateActors, invalidateSignUp } from '@stoa/accounts'
import { invalidateFilters, invalidateTrustLists } from '@stoa/moderation'
import { channel, type EventNotice, type EmittedEvent, type Ports } from '@stoa/core'
import type { Connection } from '@stoa/core/database'
import type { Live, Presence } from '@stoa/notifications'
import { invalidateRelations } from '@stoa/search'
import { invalidateCategories } from '@stoa/threads'
import type { PageCache } from './page-cache.ts'

/** The channel on which nodes share who has which ticket open. */
export const presenceChannel = 'stoa_presence'

type Kept = { cache: PageCache; live: Live; ports: Ports }

export type Notices = {
  /** Drops caches that the events made stale and wakes live streams. */
  hear(happened: readonly EmittedEvent[]): void
  /** Subscribes to the events of all nodes. */
  listen(): Promise<void>
}

/** Handles events of this and other nodes at once. */
export function createNotices(connection: Connection, { cache, live, ports }: Kept): Notices {
  const hear = (happened: readonly EmittedEvent[]) => {
    for (const one of happened) clear(ports, one)
    cache.drop(happened)
    live.hear(happened)
  }
  // Events that were missed while the connection was broken are unknown, so all caches are dropped.
  const missed = () => {
    clearAll(ports)
    cache.clear()
    live.hear([])
  }
  const listen = async () => {
    await connection.listen(channel, (text) => hear(JSON.parse(text) as EventNotice[]), missed)
    await connection.listen(
      presenceChannel,
      (text) => void live.receivePresence(JSON.parse(text) as Presence)
    )
  }
  return { hear, listen }
}

/** Drops the caches in this process that an event made stale. */
function clear(ports: Ports, { type, payload }: EmittedEvent): void {
  if (type === 'actor.changed') invalidateActor(Number(payload.userId))
  if (type === 'sign_up.changed') invalidateSignUp(ports)
  if (type === 'trust.changed' || type.startsWith('quarantine.')) invalidateTrustLists(ports)
  if (type === 'filters.changed') invalidateFilters(ports)
  if (type === 'category.changed') invalidateCategories(ports)
  if (type === 'search.words_changed') invalidateRelations(ports)
  if (type.startsWith('announcement.')) invalidateAnnouncements(ports)
  if (type === 'ticket.topics_changed') invalidateTopics(ports)
}

function clearAll(ports: Ports): void {
  invalidateActors()
  for (const drop of kept) drop(ports)
}

const kept = [
  invalidateSignUp,
  invalidateTrustLists,
  invalidateFilters,
  invalidateCategories,
  invalidateRelations,
  invalidateAnnouncements,
  invalidateTopics
]
