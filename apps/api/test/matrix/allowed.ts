import { events } from '@stoa/core/schema'
import { gt, max } from 'drizzle-orm'
import type { TestForum } from '../forum.ts'
import { endpointNamed } from './calling.ts'
import { onlyBeforeAdmins } from './rows/joining.ts'
import { rows, type Call } from './rows.ts'
import { actors, createWorld, sharedCategory, type ActorName, type World } from './world.ts'

/** Endpoints that the forum of the tests refuses to everybody, as passwords sign in and it is open. */
export const closedToAll = [
  ...onlyBeforeAdmins,
  'accounts.requestLinkMail',
  'accounts.beginMailedLink',
  'operations.applyPack'
]

/** The first actor whom the endpoint's row allows the call, or throws. */
export function allowedActor(name: string): ActorName {
  const statuses = rows[name]?.answers.split(' ') ?? []
  const first = actors[statuses.findIndex((status) => Number(status) < 400)]
  if (first) return first
  if (closedToAll.includes(name)) return 'admin'
  throw new Error(`the row of ${name} allows nobody a call`)
}

/** A valid call, and the world of an actor who may make it. */
export async function rightCall(
  forum: TestForum,
  name: string
): Promise<{ world: World; call: Call }> {
  const actor = allowedActor(name)
  return withoutEffects(forum, async () => {
    const world = await createWorld(forum, actor, await categoryFor(forum, name))
    return { world, call: await rows[name]!.call(world) }
  })
}

type Right = { world: World; call: Call }
const kept = new WeakMap<TestForum, Map<string, Right>>()

/**
 * Sends variants of a valid call with `fn`, which returns the status of each. The call is made again
 * after one of them was allowed, because what is refused changes nothing, and for an endpoint with a
 * limit of its own, which refused calls use up as well.
 */
export async function tryVariants(
  forum: TestForum,
  name: string,
  fn: (right: Right) => Promise<number[]>
): Promise<void> {
  const calls = kept.get(forum) ?? new Map<string, Right>()
  kept.set(forum, calls)
  const right = calls.get(name) ?? (await rightCall(forum, name))
  calls.delete(name)
  const statuses = await fn(right)
  const { method, limit } = endpointNamed(name)
  const isUsed = method !== 'GET' && statuses.some((status) => status < 400)
  if (!isUsed && !limit) calls.set(name, right)
}

/** Endpoints that change a category, or of which a category bears only a few calls. */
const wearing = /\/(categories|pin|slow-mode)\b/

/** The category in which the world of an endpoint is created. */
export const categoryFor = (forum: TestForum, name: string): Promise<number> =>
  wearing.test(endpointNamed(name).path) ? forum.category() : sharedCategory(forum)

/** Deletes the events that `create` emits: tests look at the effects of what they do afterwards. */
async function withoutEffects<T>({ connection: { db } }: TestForum, create: () => Promise<T>) {
  const [last] = await db.select({ id: max(events.id) }).from(events)
  const created = await create()
  await db.delete(events).where(gt(events.id, last?.id ?? 0))
  return created
}
