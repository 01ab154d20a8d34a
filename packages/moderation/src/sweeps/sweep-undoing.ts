import { and, asc, eq, gt, isNull, notExists } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { conflict, emit, forbidden, holds, notFound, transaction, type Context } from '@stoa/core'
import { findUser } from '@stoa/accounts'
import { sanctions } from '@stoa/accounts/schema'
import { restorePost } from '@stoa/threads'
import { posts } from '@stoa/threads/schema'
import { actions, sweeps } from '../schema.ts'
import { lift } from '../sanctions/sanctioning.ts'

/**
 * Undoes a sweep as one: what it hid is as it was, the silence is lifted, and its links are not held any
 * more. For whoever did it, and for the duty `moderation`.
 * @throws Problem 404; 403 `capability_missing` or by standing; 409 `sweep_undone`
 */
export async function undoSweep(ctx: Context, username: string, id: number): Promise<void> {
  const { id: userId } = await findUser(ctx, username)
  const [found] = await ctx.db
    .select()
    .from(sweeps)
    .where(and(eq(sweeps.id, id), eq(sweeps.userId, userId)))
  if (!found) throw notFound()
  const { actor } = ctx
  if (found.byId !== actor.id && !holds(actor, 'moderation')) throw forbidden('capability_missing')
  await transaction(ctx, async (ctx) => {
    await close(ctx, id)
    for (const { postId, refused } of await hiddenBy(ctx, id))
      await restorePost(ctx, postId, refused ? 'held' : 'visible', { sweepId: id })
    if (found.sanctionId) await liftConflict(ctx, found.sanctionId)
    await emit(ctx, 'quarantine.eased', {})
  })
}

async function close(ctx: Context, id: number) {
  const closed = await ctx.db
    .update(sweeps)
    .set({ undoneAt: ctx.now })
    .where(and(eq(sweeps.id, id), isNull(sweeps.undoneAt)))
    .returning({ id: sweeps.id })
  if (closed.length === 0) throw conflict('sweep_undone')
}

/** What is still hidden by it, and not by somebody after it. */
async function hiddenBy({ db }: Context, sweepId: number) {
  return db
    .select({ postId: posts.id, refused: posts.refused })
    .from(actions)
    .innerJoin(posts, eq(posts.id, actions.postId))
    .where(
      and(
        eq(actions.sweepId, sweepId),
        eq(actions.kind, 'hidden'),
        eq(posts.state, 'hidden'),
        notExists(laterHidings(db))
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

async function liftConflict(ctx: Context, id: number) {
  const [sanction] = await ctx.db
    .select()
    .from(sanctions)
    .where(and(eq(sanctions.id, id), isNull(sanctions.liftedAt)))
  if (sanction) await lift(ctx, sanction)
}
