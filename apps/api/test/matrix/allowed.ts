import type { TestForum } from '../forum.ts'
import { rows, type Call, type Row } from './rows.ts'
import { actors, createWorld, type ActorName, type World } from './world.ts'

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
  const world = await createWorld(forum, allowedActor(row), await forum.category())
  return { world, call: await row.call(world) }
}
