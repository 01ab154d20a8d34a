import type { EmittedEvent } from '@stoa/core'
import { reactionTo } from './reactions/index.ts'

/** Tells the stale ones of the cached pages after these events; undefined if there are none. */
export function staleAfter(emitted: readonly EmittedEvent[]) {
  const stale = emitted.map(({ type }) => staleBy(type)).filter((pages) => pages !== 'none')
  if (stale.length === 0) return undefined
  const threads = new Set(emitted.map(({ payload }) => payload.threadId))
  return ({ threadId }: { threadId: number | null }): boolean =>
    stale.includes('all') || threadId === null || threads.has(threadId)
}

// An event that this version does not know may have changed anything.
const staleBy = (type: string) => reactionTo(type)?.stalePages ?? 'all'
