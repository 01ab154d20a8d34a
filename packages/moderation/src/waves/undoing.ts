import { and, eq, inArray } from 'drizzle-orm'
import { notFound, write, type Context } from '@stoa/core'
import { ownActs } from '../own-acts.ts'
import { actions } from '../schema.ts'
import { undoAct } from '../undoing.ts'
import { setReleased } from './deciding.ts'
import { wavePosts } from './schema.ts'

/** Nobody decides on more within ten minutes. */
const mostActs = 1000

/**
 * Takes back what the actor decided on a wave within ten minutes, as one: it waits again.
 * @throws Problem 404 where nothing is left to take back; as `undoAct`
 */
export async function undoWave(ctx: Context, id: number): Promise<void> {
  await write(ctx, async (ctx) => {
    const acts = await ownActs(ctx, ofWave(id), mostActs)
    if (acts.length === 0) throw notFound()
    await setReleased(ctx, id, null)
    for (const act of acts.toSorted(asLocked)) await undoAct(ctx, act.id)
  })
}

const ofWave = (id: number) =>
  and(eq(wavePosts.waveId, id), inArray(actions.kind, ['hidden', 'approved', 'restored']))

type Act = Awaited<ReturnType<typeof ownActs>>[number]

/** In the order in which threads are locked. */
const asLocked = (one: Act, other: Act) =>
  Number(one.actedThreadId) - Number(other.actedThreadId) ||
  Number(one.postId) - Number(other.postId)
