import { events } from '@stoa/core/schema'
import { gt, max } from 'drizzle-orm'
import type { TestForum } from '../forum.ts'
import { endpointNamed } from './calling.ts'
import { rows, type Call, type Row } from './rows.ts'
import { actors, createWorld, sharedCategory, type ActorName, type World } from './world.ts'

/** The first actor whom the row's answers allow the call. */
export function allowedActor({ answers }: Row): ActorName {
  const first = answers.split(' ').findIndex((status) => Number(status) < 400)
  return actors[first] ?? 'admin'
}

/** A valid call, and the world of an actor who may make it. */
export async function rightCall(
  forum: TestForum,
  name: string
): Promise<{ world: World; call: Call }> {
  const row = rows[name]
  if (!row) throw new Error(`no row ${name}`)
  return withoutEffects(forum, async () => {
    const world = await createWorld(forum, allowedActor(row), await categoryFor(forum, name))
    return { world, call: await row.call(world) }
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
