import { and, asc, eq, gt, inArray, isNull, or } from 'drizzle-orm'
import { after, atLeast, transaction, type Context } from '@stoa/core'
import { findUser, imposeSanction, lockSanctioned } from '@stoa/accounts'
import { sanctions, users } from '@stoa/accounts/tables'
import { hidePost } from '@stoa/threads/moderating'
import { posts, threads } from '@stoa/threads/tables'
import { log } from '../actions.ts'
import type { ReportInput } from '../reports/contract.ts'
import { holdLinks } from '@stoa/safety'
import { sweeps } from '../schema.ts'
import { silenceLeft } from '../sanctions/silence-limit.ts'
import { checkConflictOfInterest } from '../conflict-of-interest.ts'
import { authorize } from '../policy.ts'

const hour = 3600_000
/** Posts per request; each is hidden separately and takes milliseconds. */
const batchSize = 200

type Swept = { id: number; hidden: number; left: number; links: number }

/**
 * Hides a user's posts in the actor's categories, silences the account and quarantines the
 * addresses in the texts, as one act. Repeated, it goes on with the posts that are left. If several
 * moderators sweep, each has a sweep of their own, and the account is silenced once.
 * @throws Problem 404, 410; 403 `only_new_members` without the capability `moderation`, or as
 * `checkConflictOfInterest`
 */
export async function sweep(ctx: Context, username: string, grounds: ReportInput): Promise<Swept> {
  const { id: userId } = await findUser(ctx, username)
  authorize.sweep(ctx.actor, await trustOf(ctx, userId))
  const { ownCase } = await checkConflictOfInterest(ctx, { userId, categoryId: null })
  return transaction(ctx, async (ctx) => {
    await lockSanctioned(ctx, userId)
    const found = await postsOf(ctx, userId)
    const silencing = await silencingSweep(ctx, userId)
    const standing = (await ownSweep(ctx, userId)) ?? (found.length === 0 ? silencing : undefined)
    const silences = silencing === undefined
    const id = standing ?? (await begin(ctx, userId, grounds, { ownCase, silences }))
    const now = found.slice(0, batchSize)
    for (const post of now) await hidePost(ctx, post.id, { ...grounds, sweepId: id })
    const texts = now.map(({ body }) => body)
    const links = await holdLinks(ctx, { sweepId: id, userId }, texts)
    return { id, hidden: now.length, left: found.length - now.length, links }
  })
}

async function trustOf({ db }: Context, userId: number) {
  const [user] = await db.select({ trust: users.trust }).from(users).where(eq(users.id, userId))
  return user ?? {}
}

async function ownSweep({ db, actor }: Context, userId: number): Promise<number | undefined> {
  const [own] = await db
    .select({ id: sweeps.id })
    .from(sweeps)
    .where(and(eq(sweeps.userId, userId), eq(sweeps.byId, actor.id), isNull(sweeps.undoneAt)))
  return own?.id
}

async function begin(
  ctx: Context,
  userId: number,
  { reason, note }: ReportInput,
  { ownCase, silences }: { ownCase: boolean; silences: boolean }
): Promise<number> {
  const until = silences ? await endOfSilence(ctx, userId) : undefined
  const silence = { userId, kind: 'silence', categoryId: null, reason } as const
  const sanctionId = until === undefined ? null : await imposeSanction(ctx, { ...silence, until })
  if (sanctionId) await log(ctx, { kind: 'silenced', userId, sanctionId, reason, note, ownCase })
  const [row] = await ctx.db
    .insert(sweeps)
    .values({ userId, byId: ctx.actor.id, sanctionId, createdAt: ctx.now })
    .returning({ id: sweeps.id })
  return row?.id ?? 0
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

/** Null: until lifted. Undefined if the actor has no hours of silence left to give. */
async function endOfSilence(ctx: Context, userId: number): Promise<string | null | undefined> {
  const left = await silenceLeft(ctx, userId)
  if (left === null) return null
  return left < 1 ? undefined : after(ctx.now, Math.floor(left) * hour)
}

/** Limited, so that `left` is a lower bound; sorted in the order in which threads are locked. */
async function postsOf({ actor, db }: Context, userId: number) {
  const here = atLeast(actor.role, 'staff')
    ? undefined
    : inArray(threads.categoryId, [...actor.moderates])
  return db
    .select({ id: posts.id, body: posts.body })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(
      and(eq(posts.authorId, userId), inArray(posts.state, ['visible', 'awaiting_approval']), here)
    )
    .orderBy(asc(posts.threadId), asc(posts.id))
    .limit(batchSize * 10)
}
