import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from '@stoa/core'
import { searchFollowers } from '../schema.ts'
import { codeOf } from './failures.ts'
import { fill, type Progress, type Started } from './fill.ts'
import {
  advance,
  buildingName,
  deletePosition,
  leased,
  presentPlace,
  putLive,
  type Position
} from './positions.ts'
import { checkVersion, done, type Server } from './server.ts'
import { create, namesOf, prepare } from './unfinished.ts'
import { settingsVersion } from './settings.ts'
import { isTooOld, newState, readState, refuseOthers } from './state.ts'
import type { BuildReason } from './state.ts'
import { send } from './write.ts'

export type Build = {
  reason: BuildReason
  /** Called when this node begins, not if another one builds. */
  onStart?: () => void
  progress?: Progress
}

/**
 * Builds a new index beside the live one and swaps them when it is complete. An interrupted build
 * is resumed.
 * @param context makes a context with the present time
 * @returns the number of posts in the index; undefined if another node is building it
 * @throws TaskFailed, ServerRefused if the server is too old or the live index another forum's,
 * errors of the client
 */
export async function build(
  context: () => Context,
  server: Server,
  { reason, onStart, progress = () => {} }: Build
): Promise<number | undefined> {
  await checkVersion(server)
  const live = await readState(server, server.liveIndex)
  if (live) await refuseOthers(context().db, server, live)
  await begin(context(), server)
  return leased(context, buildingName(), async (position) => {
    onStart?.()
    const started = await start(context(), server, position, reason)
    const count = await fill(context, server, started, progress)
    await takePlace(context(), server, started)
    return count
  })
}

/** Stores that an index is being built, if none is yet. */
async function begin({ db, now }: Context, server: Server) {
  const building = `${namesOf(server)}${settingsVersion()}_` + Date.parse(now).toString(36)
  const place = await presentPlace(db)
  const position = { ...place, engine: buildingName(), building, builtUntil: 0, updatedAt: now }
  await db.insert(searchFollowers).values(position).onConflictDoNothing()
}

/**
 * Finds the index of an interrupted build, or creates a new one with its settings. Not more of the
 * old one counts than both it and the database say.
 */
async function start(
  ctx: Context,
  server: Server,
  position: Position,
  reason: BuildReason
): Promise<Started> {
  const uid = position.building ?? ''
  const left = await readState(server, uid)
  const place = await presentPlace(ctx.db)
  const state = await newState(ctx, place, reason)
  const isOurs =
    left?.forum === state.forum &&
    left.cluster === state.cluster &&
    !isTooOld(left.builtAt, ctx.now)
  const until = Math.min((isOurs && left.builtUntil) || 0, position.builtUntil ?? 0)
  if (until > 0 && left) return { uid, state: { ...left, reason }, until }
  await prepare(ctx.db, server, uid)
  await done(server, send(server, uid, [], state))
  await advance(ctx.db, buildingName(), { ...place, builtUntil: 0 })
  return { uid, state, until: 0 }
}

/**
 * Swaps the new index in. The building position is deleted first: if it stayed and an unconfirmed
 * swap were repeated, the old index would come back. Without it, the index is built again.
 */
async function takePlace({ db, now }: Context, server: Server, { uid, state }: Started) {
  await done(server, send(server, uid, [], { ...state, builtUntil: null, at: now }))
  await create(server, server.liveIndex)
  const deleted = await deletePosition(db, buildingName()).returning()
  if (deleted.length === 0) return
  // Not even between two writes is the live index ahead of its position.
  await putLive(db, state, now)
  await swap(server, uid, state.builtAt)
  await putLive(db, state, now)
  await done(server, server.writing.deleteIndex(uid))
}

const swapWithin = 60_000

/** Swaps an index with the live one. A key for some indexes only does not see the task of that. */
async function swap(server: Server, uid: string, builtAt: string) {
  const { writing, liveIndex } = server
  const task = writing.swapIndexes([{ indexes: [liveIndex, uid], rename: false }])
  try {
    await done(server, task)
  } catch (error) {
    if (codeOf(error) !== 'task_not_found') throw error
    const until = performance.now() + swapWithin
    while ((await readState(server, liveIndex))?.builtAt !== builtAt)
      if (performance.now() > until) throw error
      else await wait(20)
  }
}
