import { and, asc, eq, not, inArray } from 'drizzle-orm'
import { checkRevision, invalid, notFound, transaction, type Context } from '@stoa/core'
import { whereModerated } from '@stoa/threads'
import {
  approvePost,
  hidePost,
  refusePost,
  restorePost,
  snapshotOfPost
} from '@stoa/threads/moderators'
import { posts, threads } from '@stoa/threads/tables'
import { setReleased } from '@stoa/safety'
import { campaigns } from '@stoa/safety/tables'
import type { CampaignDecision } from './contract.ts'
import { authorize } from '../policy.ts'
import { awaitsDecision, batchSize, snapshotOfCampaign } from './list.ts'
import { campaignPosts } from '../schema/cases.ts'
import { ownActs } from '../own-acts.ts'
import { actions } from '../schema.ts'
import { undoAct } from '../undo.ts'

type Decided = { done: number; left: number }

/**
 * Hides or releases up to `batchSize` waiting posts of a campaign, all or none. After a release,
 * further texts of the campaign are not held any more, if the actor moderates all its categories. A
 * row lock serializes moderators who decide at the same time.
 * @throws Problem 404 if none of its posts waits for the actor; 422 without a reason for `hide`;
 * for `release` 403 `people_only` and 409 as `checkRevision`; 403 and 409 as `hidePost` and `approvePost`
 */
export async function decideCampaign(
  ctx: Context,
  id: number,
  input: CampaignDecision
): Promise<Decided> {
  const { outcome, revision = '', reason, note } = input
  if (outcome === 'hide' && !reason) throw invalid('reason', 'field_required')
  if (outcome === 'release') authorize.approveCampaign(ctx.actor)
  return transaction(ctx, async (ctx) => {
    await lockCampaign(ctx, id)
    const found = await waitingIn(ctx, id)
    if (found.length === 0) throw notFound()
    const now = found.slice(0, batchSize)
    if (outcome === 'release') checkRevision(revision, snapshotOfCampaign(now))
    if (outcome === 'release' && (await isTheirs(ctx, id))) await setReleased(ctx, id, ctx.now)
    for (const post of now)
      await (reason && outcome === 'hide'
        ? hide(ctx, post, { reason, note })
        : show(ctx, post, note))
    return { done: now.length, left: found.length - now.length }
  })
}

const lockCampaign = ({ db }: Context, id: number) =>
  db.select({ id: campaigns.id }).from(campaigns).where(eq(campaigns.id, id)).for('update')

type Waiting = Awaited<ReturnType<typeof waitingIn>>[number]

/** Sorted in the order in which threads are locked. */
const waitingIn = (ctx: Context, id: number) =>
  ctx.db
    .select({
      postId: posts.id,
      state: posts.state,
      number: posts.number,
      body: posts.body,
      fieldValues: posts.fieldValues,
      title: threads.title,
      tags: threads.tags
    })
    .from(campaignPosts)
    .innerJoin(posts, eq(posts.id, campaignPosts.postId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(campaignPosts.campaignId, id), awaitsDecision(ctx)))
    .orderBy(asc(posts.threadId), asc(posts.id))

/**
 * True if the actor moderates every category of the campaign. Otherwise a release covers their part
 * only and further texts are still held.
 */
async function isTheirs(ctx: Context, id: number): Promise<boolean> {
  const theirs = whereModerated(ctx)
  if (!theirs) return true
  const elsewhere = await ctx.db
    .select({ id: posts.id })
    .from(campaignPosts)
    .innerJoin(posts, eq(posts.id, campaignPosts.postId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(campaignPosts.campaignId, id), not(theirs)))
    .limit(1)
  return elsewhere.length === 0
}

const hide = (
  ctx: Context,
  { postId, state }: Waiting,
  grounds: { reason: string; note?: string }
) =>
  state === 'awaiting_approval' ? refusePost(ctx, postId, grounds) : hidePost(ctx, postId, grounds)

const show = (ctx: Context, post: Waiting, note?: string) =>
  post.state === 'awaiting_approval'
    ? approvePost(ctx, post.postId, snapshotOfPost(post, post).revision)
    : restorePost(ctx, post.postId, 'visible', { note })

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
