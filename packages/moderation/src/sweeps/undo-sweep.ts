import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, notExists, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { conflict, emit, notFound, transaction, type Context } from '@stoa/core'
import { findUser, lockSanctioned } from '@stoa/accounts'
import { sanctions } from '@stoa/accounts/tables'
import { releaseLinks } from '@stoa/safety'
import { whereModerated } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/tables'
import { actions, appeals, sweeps } from '../schema.ts'
import { lift } from '../sanctions/sanction.ts'
import { reasonOfReports } from '../own-acts.ts'
import { authorize } from '../policy.ts'
import { undoHiding } from '../undo.ts'
import { lastBatch } from './extent.ts'
import { reopenReports } from './reports.ts'

/**
 * Undoes a sweep: the posts it hid in the actor's categories have their former state, cases about
 * the user are open again, the silence is lifted unless another sweep of the account is in force,
 * and its links are released. What somebody decided about since then, also by rejecting an appeal,
 * stays as it is.
 * Allowed for the moderator who swept, within a day, and for the capability `moderation`.
 * @throws Problem 404; 403 `capability_missing` or as `checkConflictOfInterest`; 409 `sweep_undone`
 */
export async function undoSweep(ctx: Context, username: string, id: number): Promise<void> {
  const { id: userId } = await findUser(ctx, username)
  const [found] = await ctx.db
    .select({ byId: sweeps.byId, at: lastBatch })
    .from(sweeps)
    .where(and(eq(sweeps.id, id), eq(sweeps.userId, userId)))
  if (!found) throw notFound()
  authorize.undoSweep(ctx.actor, found, ctx.now)
  await transaction(ctx, async (ctx) => {
    await lockSanctioned(ctx, userId)
    const { sanctionId } = await close(ctx, id)
    for (const post of await hiddenBy(ctx, id))
      await undoHiding(ctx, post.postId, post, { sweepId: id })
    await reopenReports(ctx, id)
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

/** Passes the silence on to another sweep of the account in force that has none of its own. */
async function passOn({ db }: Context, userId: number, sanctionId: number): Promise<boolean> {
  const isSilent = and(isNull(sweeps.undoneAt), isNull(sweeps.sanctionId))
  const [heir] = await db
    .select({ id: sweeps.id })
    .from(sweeps)
    .where(and(eq(sweeps.userId, userId), isSilent))
    .orderBy(desc(sweeps.id))
    .limit(1)
  if (heir) await db.update(sweeps).set({ sanctionId }).where(eq(sweeps.id, heir.id))
  return heir !== undefined
}

/** Posts in the actor's categories that the sweep hid and nobody has decided about since. */
async function hiddenBy(ctx: Context, sweepId: number) {
  const { db } = ctx
  return db
    .select({ postId: posts.id, refused: posts.refused, reportsReason: reasonOfReports(db) })
    .from(actions)
    .innerJoin(posts, eq(posts.id, actions.postId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(
      and(
        eq(actions.sweepId, sweepId),
        eq(actions.kind, 'hidden'),
        eq(posts.state, 'hidden'),
        notExists(laterDecisions(db)),
        notExists(decidedAppeals(db)),
        whereModerated(ctx)
      )
    )
    .orderBy(asc(posts.threadId), asc(posts.id))
}

const later = alias(actions, 'later')

const laterDecisions = (db: Context['db']) =>
  db
    .select({ id: later.id })
    .from(later)
    .where(
      and(
        eq(later.postId, actions.postId),
        inArray(later.kind, ['hidden', 'restored', 'auto_hidden']),
        gt(later.id, actions.id)
      )
    )

const decidedAppeals = (db: Context['db']) =>
  db
    .select({ id: appeals.id })
    .from(appeals)
    .where(and(eq(appeals.actionId, actions.id), isNotNull(appeals.outcome)))

const isInForce = ({ now }: Context) => or(isNull(sanctions.until), gt(sanctions.until, now))

async function liftSilence(ctx: Context, id: number) {
  const isOpen = and(isNull(sanctions.liftedAt), isInForce(ctx), notExists(rejections(ctx.db)))
  const [sanction] = await ctx.db
    .select()
    .from(sanctions)
    .where(and(eq(sanctions.id, id), isOpen))
  if (sanction) await lift(ctx, sanction)
}

/** Rejected appeals against the silence of the outer query. */
const rejections = (db: Context['db']) =>
  db
    .select({ id: appeals.id })
    .from(appeals)
    .innerJoin(actions, eq(actions.id, appeals.actionId))
    .where(
      and(
        ...[eq(actions.kind, 'silenced'), eq(actions.sanctionId, sanctions.id)],
        eq(appeals.outcome, 'rejected')
      )
    )
