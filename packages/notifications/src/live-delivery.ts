import { atLeast, guest, type Actor } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { readsCategory } from '@stoa/threads'
import {
  batch,
  changeOf,
  eventsBehind,
  latestId,
  positionOf,
  readableOf,
  type Change,
  type LiveReactionTo,
  type Position
} from './live-events.ts'
import { message, type Stream } from './live-streams.ts'

type MayReceive = (stream: Stream) => boolean | Promise<boolean>

const staff: Actor = { ...guest, role: 'staff' }

/** Sends a change to the streams that may receive it. Users get no events about their own posts. */
export async function deliver(db: Database, streams: readonly Stream[], change: Change) {
  if (streams.length === 0) return
  const mayReceive = await hearersOf(db, change)
  for (const stream of streams) if (await mayReceive(stream)) stream.write(message(change))
}

/** Posts that every reader of their category may read, or only staff, need no check per reader. */
async function hearersOf(db: Database, change: Change): Promise<MayReceive> {
  if ('userIds' in change) return ({ actor }) => change.userIds.includes(actor.id)
  const { postId } = change
  const kept = (await readableOf(db, staff, [postId])).get(postId)
  if (!kept) return () => false
  const category = { ...kept, id: kept.categoryId }
  if (kept.isVisible)
    return ({ actor }) => actor.id !== kept.authorId && readsCategory(actor, category)
  return async ({ actor }) => {
    if (actor.id === kept.authorId) return false
    if (atLeast(actor.role, 'staff')) return true
    // All other readers see only what is visible.
    const concerned = actor.id === kept.threadAuthorId || actor.moderates.includes(kept.categoryId)
    return concerned && (await readableOf(db, actor, [postId])).has(postId)
  }
}

/**
 * Sends a stream the events between its last event and `to`. If the last event was deleted, or
 * there are too many, the client is asked to refresh all topics.
 */
export async function replay(
  { db, reactionTo }: { db: Database; reactionTo: LiveReactionTo },
  stream: Stream,
  lastEventId: number,
  to: Position
) {
  const from = await positionOf(db, lastEventId)
  const found = from && (await eventsBehind(db, from, to))
  if (!found || found.length === batch) return notifyToRefresh(db, stream)
  const changes = found
    .map((event) => changeOf(reactionTo, event))
    .filter((change) => change !== undefined)
    .filter(({ topic }) => stream.topics.has(topic))
  const postIds = changes.flatMap((change) => ('postId' in change ? [change.postId] : []))
  const readable = await readableOf(db, stream.actor, postIds)
  for (const change of changes)
    if (receives(stream.actor, change, readable)) stream.write(message(change))
}

type Readable = Awaited<ReturnType<typeof readableOf>>

function receives({ id }: Actor, change: Change, readable: Readable) {
  if ('userIds' in change) return change.userIds.includes(id)
  const post = readable.get(change.postId)
  return post !== undefined && post.authorId !== id
}

async function notifyToRefresh(db: Database, stream: Stream) {
  const id = await latestId(db)
  for (const topic of stream.topics) stream.write(message({ id, topic }))
}
