import type { Context } from '@stoa/core'
import { posts } from '@stoa/threads/schema'
import { isKept } from '../documents.ts'
import { build } from './building.ts'
import { keepUp } from './follower.ts'
import type { Server } from './server.ts'

/**
 * Follows what is left to follow, then compares how many posts Meilisearch has with how many there
 * are; where that differs the index is built anew.
 * @returns the numbers before; `rebuilt` when they differed
 * @throws TaskFailed and errors of the client
 */
export async function mendMeilisearch(context: () => Context, server: Server) {
  await keepUp(context, server)
  const expected = await context().db.$count(posts, isKept)
  const { numberOfDocuments } = await server.writing.index(server.liveIndex).getStats()
  const rebuilt = numberOfDocuments !== expected
  if (rebuilt) await build(context, server, () => {})
  return { expected, found: numberOfDocuments, rebuilt }
}
