import { dropAnnouncements } from '@stoa/announcements'
import { dropTopics } from '@stoa/tickets'
import { dropActor, dropActors } from '@stoa/accounts'
import { dropFilters, dropTrustLists } from '@stoa/moderation'
import { channel, type EventNotice, type Happening, type Ports } from '@stoa/core'
import type { Connection } from '@stoa/core/database'
import type { Live, Presence } from '@stoa/notifications'
import { dropRelations } from '@stoa/search'
import { dropCategories } from '@stoa/threads'
import type { PageCache } from './page-cache.ts'

/** On which nodes tell each other who has which ticket open. */
export const presenceChannel = 'stoa_presence'

type Kept = { cache: PageCache; live: Live; ports: Ports }

export type Notices = {
  /** Forgets what the events made stale and wakes live streams. */
  hear(happened: readonly Happening[]): void
  /** Hears of the events of every node from now on. */
  listen(): Promise<void>
}

/** What this node does at once when something happened, here or on another node. */
export function createNotices(connection: Connection, { cache, live, ports }: Kept): Notices {
  const hear = (happened: readonly Happening[]) => {
    for (const one of happened) forget(ports, one)
    cache.drop(happened)
    live.hear(happened)
  }
  // What other nodes did while nobody listened here, after the connection broke, was not heard.
  const missed = () => {
    forgetAll(ports)
    cache.clear()
    live.hear([])
  }
  const listen = async () => {
    await connection.listen(channel, (text) => hear(JSON.parse(text) as EventNotice[]), missed)
    await connection.listen(
      presenceChannel,
      (text) => void live.hearPresence(JSON.parse(text) as Presence)
    )
  }
  return { hear, listen }
}

/** What this process keeps in memory and an event made stale. */
function forget(ports: Ports, { type, payload }: Happening): void {
  if (type === 'actor.changed') dropActor(Number(payload.userId))
  if (type === 'trust.changed' || type.startsWith('quarantine.')) dropTrustLists(ports)
  if (type === 'filters.changed') dropFilters(ports)
  if (type === 'category.changed') dropCategories(ports)
  if (type === 'search.words_changed') dropRelations(ports)
  if (type.startsWith('announcement.')) dropAnnouncements(ports)
  if (type === 'ticket.topics_changed') dropTopics(ports)
}

function forgetAll(ports: Ports): void {
  dropActors()
  for (const drop of kept) drop(ports)
}

const kept = [
  dropTrustLists,
  dropFilters,
  dropCategories,
  dropRelations,
  dropAnnouncements,
  dropTopics
]
