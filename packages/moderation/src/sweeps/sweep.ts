import { inArray } from 'drizzle-orm'
import { after, conflict, transaction, type Context } from '@stoa/core'
import { findUser, imposeSanction, lockSanctioned } from '@stoa/accounts'
import { hidePost } from '@stoa/threads/moderators'
import { posts } from '@stoa/threads/tables'
import { holdLinks } from '@stoa/safety'
import { log } from '../actions.ts'
import { brakeHides } from '../hide-brake.ts'
import type { SweepInput } from '../endpoints/people-contract.ts'
import { sweeps } from '../schema.ts'
import { batchSize, checkSweepable, extentOf, ownSweep } from './extent.ts'
import { referElsewhere, upholdReports } from './reports.ts'

const hour = 3600_000

type Swept = { id: number; hidden: number; left: number; links: number; referred: number }
type Extent = Awaited<ReturnType<typeof extentOf>>
type Grounds = Omit<SweepInput, 'revision'> & { ownCase: boolean }

/**
 * Hides a user's posts in the actor's categories, silences the account for a day, upholds what was
 * reported about the user, and quarantines the addresses in the texts, as one act that counts once
 * as a hide. Public posts elsewhere go to the queue of those who moderate there. Repeated, it goes on
 * with the posts that are left. If several moderators sweep, each has a sweep of their own, and the
 * account is silenced once.
 * @param input `revision` of the preview that was read
 * @throws Problem 404, 410; 403 `only_new_members` without the capability `moderation`, or as
 * `checkConflictOfInterest`; 409 `sweep_changed` if it would do something else by now; 429
 * `too_many_hides`
 */
export async function sweep(ctx: Context, username: string, input: SweepInput): Promise<Swept> {
  const { id: userId } = await findUser(ctx, username)
  const { revision, ...grounds } = input
  return transaction(ctx, async (ctx) => {
    await lockSanctioned(ctx, userId)
    const { ownCase } = await checkSweepable(ctx, userId)
    const extent = await extentOf(ctx, userId)
    checkExtent(extent, revision)
    const id = await sweepOf(ctx, userId, { ...grounds, ownCase }, extent)
    const hidden = await hideBatch(ctx, { userId, id, grounds }, extent.posts)
    return { ...hidden, referred: await referElsewhere(ctx, userId, grounds) }
  })
}

/** A slower moderator finds nothing left to hide, and is not refused. */
function checkExtent({ posts, ...now }: Extent, revision?: string) {
  if (revision === undefined || revision === now.revision || posts.length === 0) return
  throw conflict('sweep_changed', { count: posts.length })
}

/** The actor's sweep in force, or a new one; without posts left, the one that silences. */
async function sweepOf(ctx: Context, userId: number, grounds: Grounds, extent: Extent) {
  const own = await ownSweep(ctx, userId)
  const standing = own ?? (extent.posts.length === 0 ? extent.silencing : undefined)
  return standing ?? begin(ctx, userId, grounds, extent.silenceHours)
}

async function begin(ctx: Context, userId: number, grounds: Grounds, hours: number) {
  const { reason } = grounds
  const until = after(ctx.now, hours * hour)
  const silence = { userId, kind: 'silence', categoryId: null, reason, until } as const
  const sanctionId = hours < 1 ? null : await imposeSanction(ctx, silence)
  if (sanctionId) await log(ctx, { kind: 'silenced', userId, sanctionId, ...grounds })
  const [row] = await ctx.db
    .insert(sweeps)
    .values({ userId, byId: ctx.actor.id, sanctionId, createdAt: ctx.now })
    .returning({ id: sweeps.id })
  const id = row?.id ?? 0
  await upholdReports(ctx, { userId, sweepId: id, ...grounds })
  return id
}

type Sweep = { userId: number; id: number; grounds: Omit<SweepInput, 'revision'> }

async function hideBatch(ctx: Context, { userId, id, grounds }: Sweep, found: Extent['posts']) {
  const now = found.slice(0, batchSize)
  const texts = await textsOf(ctx, now)
  for (const post of now) await hidePost(ctx, post.id, { ...grounds, sweepId: id })
  // Last, as the brake's lock would be held while the posts wait for their threads.
  if (now.length > 0) await brakeHides(ctx, id)
  const links = await holdLinks(ctx, { sweepId: id, userId }, texts)
  return { id, hidden: now.length, left: found.length - now.length, links }
}

async function textsOf({ db }: Context, batch: Extent['posts']): Promise<string[]> {
  const ids = batch.map(({ id }) => id)
  const rows = await db.select({ body: posts.body }).from(posts).where(inArray(posts.id, ids))
  return rows.map(({ body }) => body)
}
