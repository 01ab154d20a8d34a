import { setTimeout as wait } from 'node:timers/promises'
import { inArray, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { posts } from '@stoa/threads/tables'
import { isKept, readDocuments } from '../documents.ts'
import { newestGone, sampleOf } from '../repair.ts'
import { build } from './build.ts'
import { toStored } from './documents.ts'
import type { Progress } from './fill.ts'
import { keepUp } from './follower.ts'
import { findPosition, liveName } from './positions.ts'
import { checkVersion, type Server } from './server.ts'
import { write } from './write.ts'

/**
 * Follows remaining events, then compares the number of posts with that of documents. If they
 * differ by more than what is written meanwhile, the index is rebuilt. Otherwise the newest thousand
 * documents and a thousand others are compared by content and repaired.
 * @returns the numbers before; `rebuilt` if they differed; how many of the sample were stale
 * @throws TaskFailed, ServerRefused and errors of the client
 */
export async function repairMeilisearch(
  context: () => Context,
  server: Server,
  onProgress?: Progress
) {
  // Whether it answers at all is known after two seconds.
  await checkVersion({ ...server, writing: server.asking })
  const { expected, found, unfollowed } = await compareCounts(context, server, onProgress)
  const rebuilt = Math.abs(found - expected) > unfollowed
  if (rebuilt) await build(context, server, { reason: 'incomplete', progress: onProgress })
  const looked = rebuilt ? { stale: 0, sampled: 0 } : await repairSample(context(), server)
  return { expected, found, rebuilt, ...looked }
}

type Counts = { expected: number; found: number; unfollowed: number }

const [attempts, pause] = [8, 500]

/**
 * Follows and counts until the numbers agree, or differ although every event was followed. On a
 * forum that is written to, events remain when another node follows them; it is waited for.
 */
async function compareCounts(
  context: () => Context,
  server: Server,
  onProgress?: Progress
): Promise<Counts> {
  for (let attempt = 1; ; attempt++) {
    await keepUp(context, server, { onProgress })
    const counts = await count(context(), server)
    const isSettled = counts.found === counts.expected || counts.unfollowed === 0
    if (isSettled || attempt === attempts) return counts
    await wait(pause)
  }
}

/**
 * Counts documents, and then, in one snapshot, posts and the events that the index did not have. The
 * place in the order of events is read first, so that none of these is overlooked.
 */
async function count({ db, ports }: Context, server: Server): Promise<Counts> {
  const { xid, eventId } = (await findPosition(db, liveName())) ?? { xid: '0', eventId: 0 }
  const { numberOfDocuments } = await server.writing.index(server.liveIndex).getStats()
  const [row] = await db.execute<{ expected: number; events: Record<string, number> }>(sql`
    select (select count(*)::int from ${posts} where ${isKept}) as expected,
      (select coalesce(jsonb_object_agg(type, count), '{}') from (
        select type, count(*) from events
        where (xid, id) > (${xid}::xid8, ${eventId}::bigint) group by type) waiting) as events`)
  const followed = Object.entries(row?.events ?? {}).filter(
    ([type]) => ports.searchReactionTo(type) !== undefined
  )
  const unfollowed = followed.reduce((sum, [, events]) => sum + events, 0)
  // One document is that of the state.
  return { expected: row?.expected ?? 0, found: Math.max(0, numberOfDocuments - 1), unfollowed }
}

async function repairSample(ctx: Context, server: Server) {
  let [stale, sampled] = [0, 0]
  for (const ids of await sampleOf(ctx)) {
    stale += await repairSome(ctx, server, ids)
    sampled += ids.length
  }
  stale += await repairSome(ctx, server, await newestGone(ctx))
  return { stale, sampled }
}

type Printed = { postId: number; print?: string }

/** Repairs stale documents of these posts, and removes those of erased ones. @returns their number */
async function repairSome(ctx: Context, server: Server, ids: number[]): Promise<number> {
  if (ids.length === 0) return 0
  const documents = await readDocuments(ctx.db, inArray(posts.id, ids), ids.length)
  const { results } = await server.writing
    .index<Printed>(server.liveIndex)
    .getDocuments<Printed>({ ids, fields: ['postId', 'print'], limit: ids.length })
  const prints = new Map(results.map(({ postId, print }) => [postId, print]))
  const stale = documents.filter((one) => prints.get(one.postId) !== toStored(one).print)
  const kept = new Set(documents.map(({ postId }) => postId))
  const removed = results.map(({ postId }) => postId).filter((id) => !kept.has(id))
  await write(server, server.liveIndex, { documents: stale, removed })
  return stale.length + removed.length
}
