import { and, asc, desc, eq, inArray, or, sql, type SQL } from 'drizzle-orm'
import type { Actor } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { events } from '@stoa/core/schema'
import { visiblePosts, visibleThreads } from '@stoa/threads'
import { categories, posts, threads } from '@stoa/threads/tables'

/** A position in the order of events, which is (xid, id). */
export type Position = { xid: string; id: number }

/** An event for streams, with its topics. */
export type Change = TopicsChange & { id: number }

/**
 * Topics that changed, and what decides who is told: a new post, which its author knows, a thread, an
 * announcement, users, or a ticket, whose topic is its number.
 */
export type TopicsChange = { topics: string[] } & (
  | { postId: number }
  | { threadId: number }
  | { announcementId: number }
  | { userIds: number[] }
  | { ticketId: number }
)

/** What live streams do after an event. */
export type LiveReaction<Payload> = {
  /** What clients reload. */
  change?: (payload: Payload) => TopicsChange
  /** Ends the streams of this user: they act with other powers from now on. */
  endStreamsOf?: (payload: Payload) => number
}

/** The reaction to events of a type; undefined where streams do nothing. */
export type LiveReactionTo = (type: string) => LiveReaction<Record<string, unknown>> | undefined

/** Events that are read in one query. */
export const batch = 500

// All transactions below this have ended, so no event can still appear behind a position.
const settled = sql`${events.xid} < pg_snapshot_xmin(pg_current_snapshot())`
const behind = ({ xid, id }: Position) =>
  sql`(${events.xid}, ${events.id}) > (${xid}::xid8, ${id}::bigint)`

/** The position before all events that are still to come. */
export async function presentPosition(db: Database): Promise<Position> {
  const [row] = await db.execute<{ xid: string }>(
    sql`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`
  )
  return { xid: row?.xid ?? '0', id: 0 }
}

/** The position of an event; `undefined` for an unknown or deleted one. */
export async function positionOf(db: Database, id: number): Promise<Position | undefined> {
  const [row] = await db
    .select({ xid: sql<string>`${events.xid}::text`, id: events.id })
    .from(events)
    .where(eq(events.id, id))
  return row
}

/**
 * The next settled events after a position, at most `batch`, in order. It returns every type,
 * because a position that advanced only with some types would be read from again and again.
 */
export const eventsBehind = (db: Database, from: Position, to?: Position) =>
  db
    .select({
      xid: sql<string>`${events.xid}::text`,
      id: events.id,
      type: events.type,
      payload: events.payload
    })
    .from(events)
    .where(and(settled, behind(from), to && notBehind(to)))
    .orderBy(asc(events.xid), asc(events.id))
    .limit(batch)

/** The id of the last settled event. */
export async function latestId(db: Database): Promise<number> {
  const [row] = await db
    .select({ id: events.id })
    .from(events)
    .where(settled)
    .orderBy(desc(events.xid), desc(events.id))
    .limit(1)
  return row?.id ?? 0
}

const notBehind = ({ xid, id }: Position): SQL =>
  sql`(${events.xid}, ${events.id}) <= (${xid}::xid8, ${id}::bigint)`

export type LiveEvent = Awaited<ReturnType<typeof eventsBehind>>[number]

/** The change of topics that an event is, if it is one. */
export function changeOf(reactionTo: LiveReactionTo, event: LiveEvent): Change | undefined {
  const change = reactionTo(event.type)?.change?.(event.payload)
  return change && { ...change, id: event.id }
}

/**
 * The posts and threads of changes that the actor may read, with their authors and who else may. A
 * thread is as visible as its first post.
 */
export async function readableOf(db: Database, actor: Actor, changes: readonly TopicsChange[]) {
  const postIds = changes.flatMap((change) => ('postId' in change ? [change.postId] : []))
  const threadIds = changes.flatMap((change) => ('threadId' in change ? [change.threadId] : []))
  if (postIds.length + threadIds.length === 0) return () => undefined
  const rows = await readableRows(db, actor, { postIds, threadIds })
  return (change: TopicsChange) =>
    rows.find(({ postId, threadId, number }) =>
      'postId' in change
        ? change.postId === postId
        : 'threadId' in change && number === 1 && change.threadId === threadId
    )
}

type Ids = { postIds: number[]; threadIds: number[] }

const readableRows = (db: Database, actor: Actor, { postIds, threadIds }: Ids) =>
  db
    .select({
      postId: posts.id,
      threadId: posts.threadId,
      number: posts.number,
      authorId: posts.authorId,
      threadAuthorId: threads.authorId,
      categoryId: threads.categoryId,
      isVisible: sql<boolean>`(${posts.state} = 'visible' and ${threads.state} = 'visible')`,
      readers: categories.readers,
      readerGroups: categories.readerGroups
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .innerJoin(categories, eq(categories.id, threads.categoryId))
    .where(
      and(
        or(
          inArray(posts.id, postIds),
          and(inArray(posts.threadId, threadIds), eq(posts.number, 1))
        ),
        visiblePosts(actor)
      )
    )

export type Readable = Awaited<ReturnType<typeof readableRows>>[number]

/** Whether the actor may read all threads among the topics. */
export async function areThreadsVisible(db: Database, actor: Actor, topics: readonly string[]) {
  const ids = topics.filter((topic) => topic.startsWith('thread:')).map(threadIdOf)
  if (ids.length === 0) return true
  const rows = await db
    .select({ id: threads.id })
    .from(threads)
    .where(and(inArray(threads.id, ids), visibleThreads(actor)))
  return rows.length === new Set(ids).size
}

const threadIdOf = (topic: string) => Number(/^thread:(\d{1,15})$/.exec(topic)?.[1] ?? 0)
