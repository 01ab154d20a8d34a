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
  type Position,
  type Readable
} from './live-events.ts'
import type { TicketAccess } from './live-presence.ts'
import { message, type Stream } from './live-streams.ts'

/** Whether the actor may read an announcement. */
export type ReadsAnnouncement = (actor: Actor, id: number) => Promise<boolean>

type Source = {
  db: Database
  reactionTo: LiveReactionTo
  readsAnnouncement: ReadsAnnouncement
  tickets: TicketAccess
}

type MayHear = (actor: Actor) => boolean | Promise<boolean>

const staff: Actor = { ...guest, role: 'staff' }

/**
 * Notifies streams of changes, of each topic once.
 * @param on the streams that follow a topic
 */
export async function deliver(
  source: Source,
  on: (topic: string) => readonly Stream[],
  changes: readonly Change[]
) {
  const named = await nameTickets(source, changes)
  const heard = named.filter(({ topics }) => topics.some((topic) => on(topic).length > 0))
  if (heard.length === 0) return
  const readable = await readableOf(source.db, staff, heard)
  const lines = new Lines()
  for (const change of heard) {
    const mayHear = hearersOf(source, change, readable(change))
    const about = change.topics.flatMap((topic) => on(topic).map((stream) => ({ topic, stream })))
    for (const { topic, stream } of about)
      if (await mayHear(stream.actor)) lines.add(stream, { id: change.id, topic })
  }
  lines.write()
}

/** Events name tickets by id, pages by number. */
async function nameTickets({ tickets }: Source, changes: readonly Change[]) {
  const ids = changes.flatMap((change) => ('ticketId' in change ? [change.ticketId] : []))
  if (ids.length === 0) return changes
  const numbers = await tickets.numbersOf([...new Set(ids)])
  return changes.map((change) => {
    const number = 'ticketId' in change && numbers.get(change.ticketId)
    return number ? { ...change, topics: [`ticket:${number}`] } : change
  })
}

/** Messages for streams, in the order of their last change, from which a stream resumes. */
class Lines {
  readonly #of = new Map<Stream, Map<string, number>>()

  add(stream: Stream, { id, topic }: { id: number; topic: string }) {
    const topics = this.#of.get(stream) ?? new Map<string, number>()
    topics.delete(topic)
    this.#of.set(stream, topics.set(topic, id))
  }

  write() {
    for (const [stream, topics] of this.#of)
      for (const [topic, id] of topics) stream.write(message({ id, topic }))
  }
}

/** Posts that every reader of their category may read, or only staff, need no check per reader. */
function hearersOf(source: Source, change: Change, kept: Readable | undefined): MayHear {
  if ('userIds' in change) return ({ id }) => change.userIds.includes(id)
  if ('announcementId' in change)
    return (actor) => source.readsAnnouncement(actor, change.announcementId)
  if ('ticketId' in change) return (actor) => source.tickets.reads(actor, change.ticketId)
  if (!kept) return () => false
  const isOwn = ({ id }: Actor) => 'postId' in change && id === kept.authorId
  const mayRead = readersOf(source, change, kept)
  return (actor) => !isOwn(actor) && mayRead(actor)
}

function readersOf({ db }: Source, change: Change, kept: Readable): MayHear {
  const category = { ...kept, id: kept.categoryId }
  if (kept.isVisible) return (actor) => readsCategory(actor, category)
  return async (actor) => {
    if (atLeast(actor.role, 'staff')) return true
    // All other readers see only what is visible.
    const concerned = [kept.authorId, kept.threadAuthorId].includes(actor.id)
    if (!concerned && !actor.moderates.includes(kept.categoryId)) return false
    return (await readableOf(db, actor, [change]))(change) !== undefined
  }
}

/**
 * Sends a stream the events between its last event and `to`. If the last event was deleted, or
 * there are too many, the client is asked to refresh all topics.
 */
export async function replay(source: Source, stream: Stream, lastEventId: number, to: Position) {
  const from = await positionOf(source.db, lastEventId)
  const found = from && (await eventsBehind(source.db, from, to))
  if (!found || found.length === batch) return notifyToRefresh(source.db, stream)
  const changes = found
    .map((event) => changeOf(source.reactionTo, event))
    .filter((change) => change !== undefined)
  await deliver(source, (topic) => (stream.topics.has(topic) ? [stream] : []), changes)
}

async function notifyToRefresh(db: Database, stream: Stream) {
  const id = await latestId(db)
  for (const topic of stream.topics) stream.write(message({ id, topic }))
}
