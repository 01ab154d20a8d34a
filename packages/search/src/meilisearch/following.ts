import { inArray, or, sql } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { posts, threads } from '@stoa/threads/tables'
import { readDocuments } from '../documents.ts'
import type { SearchReaction } from '../ports.ts'
import { advance, findPosition, leased, liveName, type Place } from './positions.ts'
import type { Server } from './server.ts'
import { readState, type IndexState } from './state.ts'
import { write, type Changes } from './write.ts'

const eventBatchSize = 500
const postBatchSize = 500

type Followed = { id: number; xid: string; type: string; payload: Record<string, number> }

/**
 * Updates Meilisearch with the events since the last call, in the order of their transactions.
 * @returns the number of events; 0 also if another node follows
 * @throws TaskFailed and errors of the client; the same events are processed again by the next call
 */
export async function follow(context: () => Context, server: Server): Promise<number> {
  const { db } = context()
  const position = await findPosition(db, liveName())
  if (!position || (await eventsAfter(db, position, 1)).length === 0) return 0
  const followed = await leased(context, liveName(), (at) => followFrom(context(), server, at))
  return followed ?? 0
}

async function followFrom(ctx: Context, server: Server, at: Place): Promise<number> {
  const happened = await eventsAfter(ctx.db, at, eventBatchSize)
  const last = happened.at(-1)
  const state = await readState(server, server.liveIndex)
  if (!last || !state) return 0
  const reached = { xid: last.xid, eventId: last.id }
  await bring(ctx, server, happened, { state, reached })
  await advance(ctx.db, liveName(), reached)
  return happened.length
}

/** Reads events of finished transactions only: an open transaction may still add earlier ones. */
const eventsAfter = async (
  db: Database,
  { xid, eventId }: Place,
  limit: number
): Promise<Followed[]> =>
  db.execute<Followed>(sql`
    select id, xid::text as xid, type, payload from events
    where (xid, id) > (${xid}::xid8, ${eventId}::bigint)
    and xid < pg_snapshot_xmin(pg_current_snapshot())
    order by xid, id limit ${limit}`)

type Step = { state: IndexState; reached: Place }

// Without posts to write, the state is written once a day, so that it never looks too old.
const restateAfter = 24 * 3600_000

/** Updates the documents of all posts that the events are about, and then the state. */
async function bring(ctx: Context, server: Server, happened: Followed[], step: Step) {
  const ids = await postsOf(ctx, happened)
  const state = { ...step.state, ...step.reached, at: ctx.now }
  for (let from = 0; from < ids.length; from += postBatchSize) {
    const some = ids.slice(from, from + postBatchSize)
    const isLast = from + postBatchSize >= ids.length
    await write(server, server.liveIndex, await changesOf(ctx, some), isLast ? state : undefined)
  }
  if (ids.length === 0 && step.state.at < after(ctx.now, -restateAfter))
    await write(server, server.liveIndex, { documents: [], removed: [] }, state)
}

async function changesOf({ db }: Context, ids: number[]): Promise<Changes> {
  const documents = await readDocuments(db, inArray(posts.id, ids), ids.length)
  const kept = new Set(documents.map(({ postId }) => postId))
  return { documents, removed: ids.filter((id) => !kept.has(id)) }
}

async function postsOf({ db, ports }: Context, happened: Followed[]): Promise<number[]> {
  const named = (kind: SearchReaction, name: string) =>
    happened.flatMap(({ type, payload }) =>
      ports.searchReactionTo(type) === kind ? [payload[name] ?? 0] : []
    )
  const ids = named('post', 'postId')
  const whole = named('thread', 'threadId')
  const changed = named('category', 'categoryId')
  const within = db
    .select({ id: threads.id })
    .from(threads)
    .where(inArray(threads.categoryId, changed))
  const rows = await db
    .select({ id: posts.id })
    .from(posts)
    .where(
      or(inArray(posts.id, ids), inArray(posts.threadId, whole), inArray(posts.threadId, within))
    )
  return [...new Set([...ids, ...rows.map(({ id }) => id)])]
}
