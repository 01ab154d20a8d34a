import { and, asc, desc, eq, gt, isNull, notExists } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { conflict, emit, notFound, transaction, type Context } from '@stoa/core'
import { findUser, lockSanctioned } from '@stoa/accounts'
import { sanctions } from '@stoa/accounts/tables'
import { releaseLinks } from '@stoa/safety'
import { whereModerated } from '@stoa/threads'
import { restorePost } from '@stoa/threads/moderating'
import { posts, threads } from '@stoa/threads/tables'
import { actions, sweeps } from '../schema.ts'
import { lift } from '../sanctions/sanctioning.ts'
import { authorize } from '../policy.ts'

/**
 * Undoes a sweep: restores the posts it hid in the actor's categories, lifts the silence unless
 * another sweep of the account is in force, and releases its links. Allowed for the moderator who
 * swept and for the capability `moderation`.
 * @throws Problem 404; 403 `capability_missing` or as `checkConflictOfInterest`; 409 `sweep_undone`
 */
export async function undoSweep(ctx: Context, username: string, id: number): Promise<void> {
  const { id: userId } = await findUser(ctx, username)
  const [found] = await ctx.db
    .select()
    .from(sweeps)
    .where(and(eq(sweeps.id, id), eq(sweeps.userId, userId)))
  if (!found) throw notFound()
  authorize.undoSweep(ctx.actor, found)
  await transaction(ctx, async (ctx) => {
    await lockSanctioned(ctx, userId)
    const { sanctionId } = await close(ctx, id)
    for (const { postId, refused } of await hiddenBy(ctx, id))
      await restorePost(ctx, postId, refused ? 'awaiting_approval' : 'visible', { sweepId: id })
    if (sanctionId && !(await passOn(ctx, userId, sanctionId))) await liftSilence(ctx, sanctionId)
    await emit(ctx, 'quarantine.eased', {})
  })
}

async function close(ctx: Context, id: number) {
  const closed = await ctx.db
    .update(sweeps)
    .set({ undoneAt: ctx.now })
    .where(and(eq(sweeps.id, id), isNull(sweeps.undoneAt)))
    .returning({ sanctionId: sweeps.sanctionId })
  const [sweep] = closed
  if (!sweep) throw conflict('sweep_undone')
  await releaseLinks(ctx, [id])
  return sweep
}

/** Passes the silence on to another sweep of the account in force, if there is one. */
async function passOn({ db }: Context, userId: number, sanctionId: number): Promise<boolean> {
  const [heir] = await db
    .select({ id: sweeps.id })
    .from(sweeps)
    .where(and(eq(sweeps.userId, userId), isNull(sweeps.undoneAt)))
    .orderBy(desc(sweeps.id))
    .limit(1)
  if (heir) await db.update(sweeps).set({ sanctionId }).where(eq(sweeps.id, heir.id))
  return heir !== undefined
}

/** Posts in the actor's categories that the sweep hid and nobody has hidden since. */
async function hiddenBy(ctx: Context, sweepId: number) {
  const { db } = ctx
  return db
    .select({ postId: posts.id, refused: posts.refused })
    .from(actions)
    .innerJoin(posts, eq(posts.id, actions.postId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(
      and(
        eq(actions.sweepId, sweepId),
        eq(actions.kind, 'hidden'),
        eq(posts.state, 'hidden'),
        notExists(laterHidings(db)),
        whereModerated(ctx)
      )
    )
    .orderBy(asc(posts.threadId), asc(posts.id))
}

const later = alias(actions, 'later')

const laterHidings = (db: Context['db']) =>
  db
    .select({ id: later.id })
    .from(later)
    .where(
      and(eq(later.postId, actions.postId), eq(later.kind, 'hidden'), gt(later.id, actions.id))
    )

async function liftSilence(ctx: Context, id: number) {
  const [sanction] = await ctx.db
    .select()
    .from(sanctions)
    .where(and(eq(sanctions.id, id), isNull(sanctions.liftedAt)))
  if (sanction) await lift(ctx, sanction)
}
