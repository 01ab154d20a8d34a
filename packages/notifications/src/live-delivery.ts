import { guest } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import {
  authorFor,
  changeOf,
  eventsBehind,
  positionOf,
  type Change,
  type Position
} from './live-events.ts'
import { message, type Stream } from './live-streams.ts'

/** Tells the streams that may hear of the change now; nobody hears of their own posts. */
export async function deliver(db: Database, streams: readonly Stream[], change: Change) {
  if (streams.length === 0) return
  const mayHear = await hearersOf(db, change)
  for (const stream of streams) if (await mayHear(stream)) stream.write(message(change))
}

/** What a guest may read needs no look at each reader. */
async function hearersOf(db: Database, change: Change) {
  if ('userIds' in change) return async ({ actor }: Stream) => change.userIds.includes(actor.id)
  const author = await authorFor(db, guest, change.postId)
  if (author !== undefined) return async ({ actor }: Stream) => actor.id !== author
  return async ({ actor }: Stream) => {
    const seen = await authorFor(db, actor, change.postId)
    return seen !== undefined && seen !== actor.id
  }
}

/** Tells one stream what happened between its last event and `to`. */
export async function replay(db: Database, stream: Stream, lastEventId: number, to: Position) {
  let from = await positionOf(db, lastEventId)
  // Forgotten by now: something may have happened to every topic.
  if (!from) for (const topic of stream.topics) stream.write(message({ id: lastEventId, topic }))
  while (from) {
    const found = await eventsBehind(db, from, to)
    for (const event of found) {
      const change = changeOf(event)
      if (change && stream.topics.has(change.topic)) await deliver(db, [stream], change)
    }
    from = found.at(-1)
  }
}
