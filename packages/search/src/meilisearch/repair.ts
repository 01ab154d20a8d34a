import { inArray } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { posts } from '@stoa/threads/tables'
import { isKept, readDocuments } from '../documents.ts'
import { sampleOf } from '../repair.ts'
import { build, type Progress } from './building.ts'
import { toStored } from './documents.ts'
import { keepUp } from './follower.ts'
import type { Server } from './server.ts'
import { write } from './writing.ts'

/**
 * Follows remaining events, then compares the number of posts with that of documents. If they
 * differ, the index is rebuilt. Otherwise the newest thousand documents and a thousand others are
 * compared by content and repaired.
 * @returns the numbers before; `rebuilt` if they differed; how many of the sample were stale
 * @throws TaskFailed, ServerRefused and errors of the client
 */
export async function repairMeilisearch(
  context: () => Context,
  server: Server,
  onProgress?: Progress
) {
  await keepUp(context, server, { onProgress })
  const expected = await context().db.$count(posts, isKept)
  const { numberOfDocuments } = await server.writing.index(server.liveIndex).getStats()
  // One document is that of the state.
  const found = Math.max(0, numberOfDocuments - 1)
  const rebuilt = found !== expected
  if (rebuilt) await build(context, server, { reason: 'incomplete', progress: onProgress })
  const looked = rebuilt ? { stale: 0, sampled: 0 } : await repairSample(context(), server)
  return { expected, found, rebuilt, ...looked }
}

async function repairSample(ctx: Context, server: Server) {
  let [stale, sampled] = [0, 0]
  for (const ids of await sampleOf(ctx)) {
    stale += await repairSome(ctx, server, ids)
    sampled += ids.length
  }
  return { stale, sampled }
}

type Printed = { postId: number; print?: string }

/** Repairs stale documents of these posts. @returns their number */
async function repairSome(ctx: Context, server: Server, ids: number[]): Promise<number> {
  if (ids.length === 0) return 0
  const documents = await readDocuments(ctx.db, inArray(posts.id, ids), ids.length)
  const { results } = await server.writing
    .index<Printed>(server.liveIndex)
    .getDocuments({ ids, fields: ['postId', 'print'], limit: ids.length })
  const prints = new Map(results.map(({ postId, print }) => [postId, print]))
  const stale = documents.filter((one) => prints.get(one.postId) !== toStored(one).print)
  await write(server, server.liveIndex, { documents: stale, removed: [] })
  return stale.length
}
