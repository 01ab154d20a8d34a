import { createHash } from 'node:crypto'
import { and, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import { outranks, type Context } from '@stoa/core'
import { findUser } from '@stoa/accounts'
import { sanctions } from '@stoa/accounts/tables'
import { whereModerated } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/tables'
import { checkConflictOfInterest } from '../conflict-of-interest.ts'
import type { SweepPreview } from '../endpoints/people-contract.ts'
import { authorize } from '../policy.ts'
import { postsElsewhere } from './reports.ts'
import { silenceLeft, trustOf } from '../sanctions/sanction.ts'
import { sweeps, actions } from '../schema.ts'

/** Posts per request; each is hidden separately and takes milliseconds. */
export const batchSize = 200
/** Longer silences are given one by one. */
const maxHours = 24

/**
 * Previews what a sweep would do now. `revision` identifies exactly this, so that a sweep hides nothing that
 * its moderator was not told of.
 * @throws Problem 404, 410; 403 as `sweep`
 */
export async function previewSweep(ctx: Context, username: string): Promise<SweepPreview> {
  const found = await findUser(ctx, username)
  await checkSweepable(ctx, found.id)
  const { posts, categories, silenceHours, revision } = await extentOf(ctx, found.id)
  return {
    username: found.username,
    posts: posts.length,
    categories,
    silenceHours,
    revision,
    more: posts.length === listLimit,
    elsewhere: (await postsElsewhere(ctx, found.id)).length,
    sweepId: await ownSweep(ctx, found.id)
  }
}

/**
 * Checks that the actor may sweep a user.
 * @returns as `checkConflictOfInterest`
 */
export async function checkSweepable(ctx: Context, userId: number) {
  authorize.sweep(ctx.actor, { trust: await trustOf(ctx, userId) })
  return checkConflictOfInterest(ctx, { userId, categoryId: null })
}

/** The posts that a sweep would hide, in how many categories, and the hours of the silence. */
export async function extentOf(ctx: Context, userId: number) {
  const posts = await postsOf(ctx, userId)
  const silencing = await silencingSweep(ctx, userId)
  const silenceHours = silencing === undefined ? await hoursLeft(ctx, userId) : 0
  const categories = new Set(posts.map(({ categoryId }) => categoryId)).size
  return { posts, categories, silencing, silenceHours, revision: revisionOf(posts, silenceHours) }
}

const revisionOf = (posts: { id: number }[], hours: number) =>
  createHash('sha256')
    .update(JSON.stringify([hours, posts.map(({ id }) => id)]))
    .digest('base64url')

async function hoursLeft(ctx: Context, userId: number): Promise<number> {
  return Math.min(maxHours, Math.floor((await silenceLeft(ctx, userId)) ?? maxHours))
}

/** The sweep, by anybody, whose silence is still in force. */
async function silencingSweep({ db, now }: Context, userId: number): Promise<number | undefined> {
  const [row] = await db
    .select({ id: sweeps.id })
    .from(sweeps)
    .innerJoin(sanctions, eq(sanctions.id, sweeps.sanctionId))
    .where(
      and(
        ...[eq(sweeps.userId, userId), isNull(sweeps.undoneAt), isNull(sanctions.liftedAt)],
        or(isNull(sanctions.until), gt(sanctions.until, now))
      )
    )
    .limit(1)
  return row?.id
}

/** The sweep of this user by the actor that is in force; null without one. */
export async function ownSweep({ db, actor }: Context, userId: number): Promise<number | null> {
  const [own] = await db
    .select({ id: sweeps.id })
    .from(sweeps)
    .where(and(eq(sweeps.userId, userId), eq(sweeps.byId, actor.id), isNull(sweeps.undoneAt)))
  return own?.id ?? null
}

const listLimit = batchSize * 10

const isHideable = or(
  inArray(posts.state, ['visible', 'awaiting_approval']),
  and(eq(posts.state, 'hidden'), posts.autoHidden)
)

/** Official posts of a former member of the staff are hidden by those who outrank staff. */
const isBelow = ({ actor }: Context) =>
  outranks(actor, 'staff') ? undefined : eq(posts.official, false)

/**
 * Posts in the actor's categories that are not hidden for good. Limited, so that their number is a
 * lower bound; in the order in which threads are locked.
 */
const postsOf = (ctx: Context, userId: number) =>
  ctx.db
    .select({ id: posts.id, categoryId: threads.categoryId })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(posts.authorId, userId), isHideable, isBelow(ctx), whereModerated(ctx)))
    .orderBy(asc(posts.threadId), asc(posts.id))
    .limit(listLimit)

/** Column of a sweep: the time of its last batch, from which on it can be undone for a day. */
export const lastBatch = sql<string>`coalesce((select max(${actions.createdAt}) from ${actions}
  where ${actions.sweepId} = "sweeps"."id" and ${actions.kind} = 'hidden'),
  ${sweeps.createdAt})`.mapWith(sweeps.createdAt)
