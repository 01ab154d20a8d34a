import { and, count, desc, eq, gt, isNull } from 'drizzle-orm'
import { after, conflict, emit, notFound, transaction, type Context } from '@stoa/core'
import { postUrl } from '@stoa/threads'
import {
  holdAgain,
  leaveAutoHidden,
  restorePost,
  undoEditDecision,
  flagAgain
} from '@stoa/threads/moderators'
import { users } from '@stoa/accounts/tables'
import { posts } from '@stoa/threads/tables'
import { isPhishingText } from '@stoa/safety'
import { log } from './actions.ts'
import { undoAppealDecision } from './appeals/decide.ts'
import type { UndoableRow } from './endpoints/queue-contract.ts'
import { reopenDecided } from './outcomes.ts'
import { ownActs, undoable } from './own-acts.ts'
import { sweepUndoable } from './policy.ts'
import { actions, sweeps } from './schema.ts'
import { lastBatch } from './sweeps/extent.ts'

/** Lists the actor's decisions that can be undone still, the latest first. */
export async function listUndoable(ctx: Context): Promise<{ items: UndoableRow[] }> {
  const [found, swept] = await Promise.all([ownActs(ctx), ownSweeps(ctx)])
  const acts = Map.groupBy(found, ({ id, campaignId }) => (campaignId ? `wave:${campaignId}` : id))
  const rows = [...acts.values()].flatMap(([act, ...others]) =>
    act ? toRow(act, others.length + 1) : []
  )
  const items = [...rows, ...swept.map(sweepRow)]
  return { items: items.sort((one, other) => (one.createdAt < other.createdAt ? 1 : -1)) }
}

// The contract drops what is only for undoing.
const toRow = ({ threadId, title, number, ...act }: Act, count: number): UndoableRow => ({
  ...act,
  sweepId: null,
  count,
  until: after(act.createdAt, undoable),
  post:
    threadId && title && number ? { url: postUrl(threadId, title, number), title, number } : null
})

type Sweep = Awaited<ReturnType<typeof ownSweeps>>[number]

const sweepRow = ({ id, ...sweep }: Sweep): UndoableRow => ({
  id,
  kind: 'swept',
  ...sweep,
  postId: null,
  caseId: null,
  appealId: null,
  campaignId: null,
  sweepId: id,
  post: null,
  until: after(sweep.createdAt, sweepUndoable)
})

/**
 * Undoes the actor's own decision within ten minutes: the post has its former state, and the case,
 * edit or appeal is open again.
 * @throws Problem 404 if it is not the actor's, too old, followed by a newer decision, or in a
 * category they do not moderate any more; 409 if somebody else was faster, and as `restorePost`
 */
export async function undoAct(ctx: Context, id: number): Promise<void> {
  const [act] = await ownActs(ctx, eq(actions.id, id))
  if (!act) throw notFound()
  const { kind, postId } = act
  if (kind === 'appeal_upheld' || kind === 'appeal_rejected') return undoAppealDecision(ctx, act)
  if (kind === 'report_upheld' || kind === 'report_dismissed')
    return reopenCase(ctx, { ...act, threadId: act.actedThreadId })
  if (postId === null) throw notFound()
  if (kind === 'approved') return holdAgain(ctx, postId)
  if (kind === 'hidden' || kind === 'restored') return undoHiding(ctx, postId, act)
  if (kind === 'flag_cleared' || kind === 'flag_kept') return undoFlagDecision(ctx, postId)
  return undoEditDecision(ctx, postId)
}

/** Returns a hidden post, or one that was shown again, to its former state. */
export const undoHiding = (
  ctx: Context,
  postId: number,
  { refused, reportsReason }: Pick<Act, 'refused' | 'reportsReason'>,
  grounds?: { sweepId: number }
) =>
  reportsReason === null
    ? restorePost(ctx, postId, refused ? 'awaiting_approval' : 'visible', grounds)
    : leaveAutoHidden(ctx, postId, reportsReason)

type Act = Awaited<ReturnType<typeof ownActs>>[number]

type Decided = {
  caseId: number | null
  categoryId: number | null
  threadId: number | null
  postId: number | null
  userId: number | null
}

/**
 * Reopens a decided case and logs it.
 * @throws Problem 404 if there is none, 409 `case_resolved` if a newer one is open
 */
export async function reopenCase(ctx: Context, { caseId, ...act }: Decided): Promise<void> {
  if (caseId === null) throw notFound()
  await transaction(ctx, async (ctx) => {
    if (!(await reopenDecided(ctx, caseId))) throw conflict('case_resolved')
    const { categoryId, threadId, postId, userId } = act
    await log(ctx, { kind: 'case_reopened', caseId, categoryId, threadId, postId, userId })
    await emit(ctx, 'case.reopened', { caseId })
  })
}

/**
 * The actor's sweeps in force that were active in the last day, with the number of posts hidden;
 * `createdAt` is the time of the last batch.
 */
const ownSweeps = ({ db, actor, now }: Context) =>
  db
    .select({
      id: sweeps.id,
      createdAt: lastBatch,
      username: users.username,
      count: count(actions.id)
    })
    .from(sweeps)
    .innerJoin(users, eq(users.id, sweeps.userId))
    .leftJoin(actions, and(eq(actions.sweepId, sweeps.id), eq(actions.kind, 'hidden')))
    .where(
      and(
        ...[eq(sweeps.byId, actor.id), isNull(sweeps.undoneAt)],
        gt(lastBatch, after(now, -sweepUndoable))
      )
    )
    .groupBy(sweeps.id, users.username)
    .orderBy(desc(sweeps.id))

/** Flags a public post again, after a moderator had approved it. @throws Problem as `flagAgain` */
export async function undoFlagDecision(ctx: Context, postId: number): Promise<void> {
  const [post] = await ctx.db.select({ body: posts.body }).from(posts).where(eq(posts.id, postId))
  await flagAgain(ctx, postId, await isPhishingText(ctx, post?.body ?? ''))
}
