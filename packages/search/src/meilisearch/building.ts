import { eq, lte, and } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { posts } from '@stoa/threads/tables'
import { isKept } from '../documents.ts'
import { inBatches } from '../indexing.ts'
import { searchFollowers } from '../schema.ts'
import { meilisearchIndex } from './documents.ts'
import {
  buildingName,
  claim,
  hold,
  liveName,
  presentPosition,
  release,
  type Position
} from './positions.ts'
import { checkVersion, done, TaskFailed, type Server } from './server.ts'
import { indexSettings, settingsVersion } from './settings.ts'

type Building = Position & { building: string }

/**
 * Builds a new index beside the live one and swaps them when it is complete. An interrupted build
 * is resumed.
 * @param context makes a context with the present time
 * @param progress called with the number of finished posts and the total
 * @returns the number of posts in the index; undefined if another node is building it
 * @throws TaskFailed, errors of the client, and an Error if the server is too old
 */
export async function build(
  context: () => Context,
  server: Server,
  progress: (done: number, total: number) => void
): Promise<number | undefined> {
  const ctx = context()
  await checkVersion(server)
  const at = await begun(ctx, server)
  if (!at) return undefined
  const total = await ctx.db.$count(posts, isKept)
  let count = await ctx.db.$count(posts, and(isKept, lte(posts.id, at.builtUntil ?? 0)))
  for await (const documents of inBatches(ctx.db, undefined, at.builtUntil ?? 0)) {
    await meilisearchIndex(server, at.building).index(documents, ctx.now)
    await hold(context(), { ...at, builtUntil: documents.at(-1)?.postId ?? at.builtUntil })
    progress((count += documents.length), total)
  }
  await takePlace(context(), server, at)
  return count
}

async function begun(ctx: Context, server: Server): Promise<Building | undefined> {
  const { db, now } = ctx
  const first = {
    engine: buildingName(),
    ...(await presentPosition(db)),
    building: `${server.prefix}posts_${settingsVersion()}_${Date.parse(now).toString(36)}`,
    builtUntil: 0,
    updatedAt: now
  }
  await db.insert(searchFollowers).values(first).onConflictDoNothing()
  const at = await claim(ctx, buildingName())
  if (!at?.building) return undefined
  const isNew = await prepare(server, at.building)
  return { ...at, building: at.building, builtUntil: isNew ? 0 : at.builtUntil }
}

/** Creates the index with its settings; returns whether it is new. */
async function prepare(server: Server, uid: string): Promise<boolean> {
  const isNew = await create(server, uid)
  await done(server.writing.index(uid).updateSettings(indexSettings()))
  return isNew
}

async function create({ writing }: Server, uid: string): Promise<boolean> {
  try {
    await done(writing.createIndex(uid, { primaryKey: 'postId' }))
    return true
  } catch (error) {
    if (error instanceof TaskFailed && error.code === 'index_already_exists') return false
    throw error
  }
}

/**
 * Swaps the new index in. The building row is deleted first: if it stayed and an unconfirmed swap
 * were repeated, the old index would come back. Without the row, the index is built again.
 */
async function takePlace({ db, now }: Context, server: Server, { building, ...at }: Building) {
  await create(server, server.liveIndex)
  const mine = eq(searchFollowers.engine, buildingName())
  const deleted = await db.delete(searchFollowers).where(mine).returning()
  if (deleted.length === 0) return
  const swap = { indexes: [server.liveIndex, building] as [string, string], rename: false }
  await done(server.writing.swapIndexes([swap]))
  const live = { ...at, engine: liveName(), building: null, builtUntil: null, updatedAt: now }
  await release(db, live)
  await done(server.writing.deleteIndex(building))
}
