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

/** On which nodes tell each other who has which ticket open. */
export const presenceChannel = 'stoa_presence'

type Kept = { cache: PageCache; live: Live; ports: Ports }

export type Notices = {
  /** Forgets what the events made stale and wakes live streams. */
  hear(happened: readonly EmittedEvent[]): void
  /** Hears of the events of every node from now on. */
  listen(): Promise<void>
}

/** What this node does at once when something happened, here or on another node. */
export function createNotices(connection: Connection, { cache, live, ports }: Kept): Notices {
  const hear = (happened: readonly EmittedEvent[]) => {
    for (const one of happened) clear(ports, one)
    cache.drop(happened)
    live.hear(happened)
  }
  // What other nodes did while nobody listened here, after the connection broke, was not heard.
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

/** What this process keeps in memory and an event made stale. */
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
