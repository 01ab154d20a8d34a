import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import { guest, type Actor } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { events } from '@stoa/core/schema'
import { visiblePosts, visibleThreads } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/schema'

/** A place in the order of events, which is (xid, id). */
export type Position = { xid: string; id: number }

/** What a stream may have to be told: one event and the topic it touches. */
export type Change = { id: number; topic: string } & ({ postId: number } | { userIds: number[] })

const batch = 500
const replies = ['post.created', 'post.approved']
/** Who acts with a power that changed is looked at again: their streams end. */
const revoking = ['actor.changed', 'user.erased', 'moderator.appointed', 'moderator.removed']
const watched = [...replies, 'inbox.changed', ...revoking]

// Below this every transaction has ended, so that nothing can still appear behind a position.
const settled = sql`${events.xid} < pg_snapshot_xmin(pg_current_snapshot())`
const behind = ({ xid, id }: Position) =>
  sql`(${events.xid}, ${events.id}) > (${xid}::xid8, ${id}::bigint)`

/** The place from which on everything is still to come. */
export async function presentPosition(db: Database): Promise<Position> {
  const [row] = await db.execute<{ xid: string }>(
    sql`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`
  )
  return { xid: row?.xid ?? '0', id: 0 }
}

/** The place of an event, `undefined` for one that is unknown or forgotten. */
export async function positionOf(db: Database, id: number): Promise<Position | undefined> {
  const [row] = await db
    .select({ xid: sql<string>`${events.xid}::text`, id: events.id })
    .from(events)
    .where(eq(events.id, id))
  return row
}

/** Up to 500 settled events behind a place that streams care for, in order. */
export async function eventsBehind(db: Database, from: Position, to?: Position) {
  return db
    .select({
      xid: sql<string>`${events.xid}::text`,
      id: events.id,
      type: events.type,
      payload: events.payload
    })
    .from(events)
    .where(and(inArray(events.type, watched), settled, behind(from), to && notBehind(to)))
    .orderBy(asc(events.xid), asc(events.id))
    .limit(batch)
}

const notBehind = ({ xid, id }: Position): SQL =>
  sql`(${events.xid}, ${events.id}) <= (${xid}::xid8, ${id}::bigint)`

export type LiveEvent = Awaited<ReturnType<typeof eventsBehind>>[number]

/** The change of topic that an event is, if it is one. */
export function changeOf({ id, type, payload }: LiveEvent): Change | undefined {
  if (replies.includes(type))
    return { id, topic: `thread:${Number(payload.threadId)}`, postId: Number(payload.postId) }
  if (type === 'inbox.changed') return { id, topic: 'inbox', userIds: payload.userIds as number[] }
  return undefined
}

/** The author of a post that the actor may read now; `undefined` where they may not. */
export async function authorFor(db: Database, actor: Actor, postId: number) {
  const [row] = await db
    .select({ id: posts.authorId })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(posts.id, postId), visiblePosts(actor)))
  return row?.id
}

/** The user whose streams an event ends. */
export const revokedBy = ({ type, payload }: Pick<LiveEvent, 'type' | 'payload'>) =>
  revoking.includes(type) ? Number(payload.userId) : undefined

/** Whether the actor may listen to the topic: their own inbox, or a thread they can read. */
export async function mayListen(db: Database, actor: Actor, topic: string): Promise<boolean> {
  if (topic === 'inbox') return actor.id !== guest.id
  const id = Number(/^thread:(\d{1,15})$/.exec(topic)?.[1] ?? 0)
  const rows = await db
    .select({ id: threads.id })
    .from(threads)
    .where(and(eq(threads.id, id), visibleThreads(actor)))
  return rows.length > 0
}
