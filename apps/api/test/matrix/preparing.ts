import type { Client, TestForum } from '../forum.ts'
import type { Call, Row } from './row.ts'
import { createCaller, createWorld, isOwner, sanction, type ActorName } from './world.ts'

/** A call, and the actor who makes it. */
export type Prepared = { actor: ActorName; caller: Client; call: Call }

/** Creates the world and call of a row for an actor; sanctions the actor afterwards. */
export async function prepare(
  forum: TestForum,
  actor: ActorName,
  row: Row,
  categoryId: number
): Promise<Prepared> {
  const world = await createWorld(forum, actor, categoryId)
  const call = await row.call(world)
  await sanction(world)
  return { actor, call, caller: world.caller }
}

/**
 * Prepares calls that are all refused. Such a call changes nothing, so all actors who own nothing get
 * the same, unless the row makes it for its caller.
 */
export function prepareRefused(
  forum: TestForum,
  refused: readonly ActorName[],
  row: Row,
  categoryId: number
): Promise<Prepared>[] {
  const strangers = refused.filter((actor) => !isOwner(actor))
  const shared = strangers.length > 1 ? callOfAnybody(forum, row, categoryId) : undefined
  return refused.map(async (actor) => {
    const call = isOwner(actor) ? undefined : await shared
    if (!call) return prepare(forum, actor, row, categoryId)
    return { actor, call, caller: await createCaller(forum, actor, categoryId) }
  })
}

/** The call of a row if it is the same for every caller. */
async function callOfAnybody(forum: TestForum, row: Row, categoryId: number) {
  const { name, caller, ...world } = await createWorld(forum, 'member', categoryId)
  let depends = false
  const watched = <T>(value: T) => ({ get: () => ((depends = true), value), enumerable: true })
  Object.defineProperties(world, { name: watched(name), caller: watched(caller) })
  const call = await row.call(world as typeof world & { name: typeof name; caller: Client })
  return depends ? undefined : call
}
