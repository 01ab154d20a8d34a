import { inArray, or, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { posts, threads } from '@stoa/threads/tables'
import { readDocuments } from '../documents.ts'
import type { SearchIndex } from '../engine.ts'
import { meilisearchIndex } from './documents.ts'
import type { SearchReaction } from '../ports.ts'
import { claim, liveName, release, type Position } from './positions.ts'
import type { Server } from './server.ts'

const eventBatchSize = 500
const postBatchSize = 500

type Followed = { id: number; xid: string; type: string; payload: Record<string, number> }

/**
 * Updates Meilisearch with the events since the last call, in the order of their transactions.
 * @returns the number of events
 * @throws TaskFailed and errors of the client; the same events are processed again by the next call
 */
export async function follow(ctx: Context, server: Server): Promise<number> {
  const at = await claim(ctx, liveName())
  if (!at) return 0
  let reached = at
  try {
    const happened = await eventsAfter(ctx.db, at)
    await bring(ctx, meilisearchIndex(server, server.liveIndex), happened)
    const last = happened.at(-1)
    if (last) reached = { ...at, xid: last.xid, eventId: last.id }
    return happened.length
  } finally {
    await release(ctx.db, { ...reached, updatedAt: ctx.now })
  }
}

/** Reads events of finished transactions only: an open transaction may still add earlier ones. */
const eventsAfter = async (db: Database, { xid, eventId }: Position): Promise<Followed[]> =>
  db.execute<Followed>(sql`
    select id, xid::text as xid, type, payload from events
    where (xid, id) > (${xid}::xid8, ${eventId}::bigint)
    and xid < pg_snapshot_xmin(pg_current_snapshot())
    order by xid, id limit ${eventBatchSize}`)

/** Updates the documents of all posts that the events are about. */
async function bring(ctx: Context, index: SearchIndex, happened: Followed[]): Promise<void> {
  const ids = await postsOf(ctx, happened)
  for (let from = 0; from < ids.length; from += postBatchSize) {
    const some = ids.slice(from, from + postBatchSize)
    const found = await readDocuments(ctx.db, inArray(posts.id, some), some.length)
    const kept = new Set(found.map(({ postId }) => postId))
    await index.remove(some.filter((id) => !kept.has(id)))
    await index.index(found, ctx.now)
  }
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
