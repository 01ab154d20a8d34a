import { and, eq, inArray } from 'drizzle-orm'
import { notFound, transaction, type Context } from '@stoa/core'
import { ownActs } from '../own-acts.ts'
import { actions } from '../schema.ts'
import { undoAct } from '../undoing.ts'
import { setReleased } from '@stoa/safety'
import { campaignPosts } from './schema.ts'

/** More than anybody decides within ten minutes. */
const maxActs = 1000

/**
 * Undoes all that the actor decided on a campaign within the last ten minutes; it waits again.
 * @throws Problem 404 if there is nothing to undo; as `undoAct`
 */
export async function undoCampaign(ctx: Context, id: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const acts = await ownActs(ctx, ofCampaign(id), maxActs)
    if (acts.length === 0) throw notFound()
    await setReleased(ctx, id, null)
    for (const act of acts.toSorted(asLocked)) await undoAct(ctx, act.id)
  })
}

const ofCampaign = (id: number) =>
  and(eq(campaignPosts.campaignId, id), inArray(actions.kind, ['hidden', 'approved', 'restored']))

type Act = Awaited<ReturnType<typeof ownActs>>[number]

/** Sorts in the order in which threads are locked. */
const asLocked = (one: Act, other: Act) =>
  Number(one.actedThreadId) - Number(other.actedThreadId) ||
  Number(one.postId) - Number(other.postId)
