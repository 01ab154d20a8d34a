import type { EmittedEvent, Ports } from '@stoa/core'
import { channel, type EventNotice } from '@stoa/core/effects'
import type { Connection } from '@stoa/core/database'
import type { Live, Presence } from '@stoa/notifications'
import { dropSharedHeads } from '@stoa/threads/shared-heads'
import { staleAfter, type IsStale, type PageCache } from './pages/page-cache.ts'
import { clearCaches, reactionTo } from './reactions/index.ts'

/** The channel on which nodes share who has which ticket open. */
export const presenceChannel = 'stoa_presence'

type Kept = {
  cache: PageCache
  live: Live
  ports: Ports
  /** Looks for news for the search server. */
  followSearch(): void
}

export type Invalidation = {
  /** Drops what the events made stale and wakes live streams. */
  invalidate(emitted: readonly EmittedEvent[]): void
  /** Receives the events of every node from now on. */
  listen(): Promise<void>
}

/** What this node does at once after an event, its own or another node's. */
export function createInvalidation(
  connection: Connection,
  { cache, live, ports, followSearch }: Kept
): Invalidation {
  const dropStale = (isStale: IsStale | undefined) => {
    if (!isStale) return
    cache.drop(isStale)
    dropSharedHeads(ports, (threadId) => isStale({ key: '', threadId }))
  }
  const invalidate = (emitted: readonly EmittedEvent[]) => {
    for (const { type, payload } of emitted) reactionTo(type)?.caches?.(ports, payload)
    dropStale(staleAfter(emitted))
    live.receive(emitted)
    followSearch()
  }
  // Events of other nodes are missed while the connection that listens is broken.
  const invalidateAll = () => {
    clearCaches(ports)
    dropStale(() => true)
    live.receive([])
  }
  const receive = (text: string) => {
    const emitted = JSON.parse(text) as EventNotice[]
    return emitted.length > 0 ? invalidate(emitted) : invalidateAll()
  }
  const listen = async () => {
    await connection.listen(channel, receive, invalidateAll)
    await connection.listen(
      presenceChannel,
      (text) => void live.receivePresence(JSON.parse(text) as Presence)
    )
  }
  return { invalidate, listen }
}
