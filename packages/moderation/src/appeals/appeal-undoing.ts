import { and, eq, inArray, sql } from 'drizzle-orm'
import { conflict, emit, transaction, type Context } from '@stoa/core'
import { resumeSanction } from '@stoa/accounts'
import { closeAgain, hidePost } from '@stoa/threads/moderating'
import { log } from '../actions.ts'
import { appealUndoing } from './decisions.ts'
import { reopenDecided } from '../outcomes.ts'
import { actions, appeals } from '../schema.ts'
import { authorize } from '../policy.ts'

type Decided = {
  kind: string
  appealedId: number | null
  categoryId: number | null
  createdAt: string
}
type Appealed = typeof actions.$inferSelect

/**
 * Undoes the decision of an appeal: it is open again, and the appealed decision applies again if
 * that appeal had undone it. What had been undone independently stays undone.
 * @param byId who decided the appeal
 * @throws Problem 403 `capability_missing` for a sanction without the capability `moderation`, 409
 * `appeal_decided` if the appeal is open already; as `hidePost` and `closeAgain`
 */
export async function undoAppealDecision(
  ctx: Context,
  { kind, appealedId, createdAt }: Decided,
  byId = ctx.actor.id
): Promise<void> {
  const [appealed] = await ctx.db
    .select()
    .from(actions)
    .where(eq(actions.id, appealedId ?? 0))
  if (!appealed) throw conflict('appeal_decided')
  authorize.reopenAppeal(ctx.actor, appealed)
  await transaction(ctx, async (ctx) => {
    const appealId = await openAgain(ctx, appealed.id, byId)
    const undid =
      kind === 'appeal_upheld' && (await hasUndone(ctx, appealed, { byId, decidedAt: createdAt }))
    if (undid) await enforce(ctx, appealed)
    const { categoryId, threadId, postId, userId, sanctionId } = appealed
    const about = { categoryId, threadId, postId, userId, sanctionId, appealedId: appealed.id }
    await log(ctx, { kind: 'appeal_reopened', ...about })
    await emit(ctx, 'appeal.created', { appealId })
  })
}

async function openAgain({ db }: Context, actionId: number, byId: number): Promise<number> {
  const [opened] = await db
    .update(appeals)
    .set({ outcome: null, answer: null, decidedAt: null, decidedById: null })
    .where(and(eq(appeals.actionId, actionId), eq(appeals.decidedById, byId)))
    .returning({ id: appeals.id })
  if (!opened) throw conflict('appeal_decided')
  return opened.id
}

type Decision = { byId: number; decidedAt: string }

/** True if this decision undid the appealed action; false if it had been undone independently. */
async function hasUndone({ db }: Context, appealed: Appealed, { byId, decidedAt }: Decision) {
  const { userId, postId, sanctionId } = appealed
  const undoing = inArray(actions.kind, [...appealUndoing])
  const about = sql`(${actions.userId}, ${actions.postId}, ${actions.sanctionId})
    is not distinct from (${userId}::bigint, ${postId}::bigint, ${sanctionId}::bigint)`
  const own = and(eq(actions.actorId, byId), eq(actions.createdAt, decidedAt))
  return (await db.$count(actions, and(own, undoing, about))) > 0
}

/** Applies the appealed decision again. The user is notified as the first time. */
async function enforce(ctx: Context, appealed: Appealed) {
  const { kind, postId, threadId, sanctionId, caseId, userId, reason, keptReplies } = appealed
  if (kind === 'hidden' && postId) {
    if (caseId) await reopenDecided(ctx, caseId)
    await hidePost(ctx, postId, { reason: reason ?? 'other', keepReplies: keptReplies })
  }
  if (kind === 'closed' && threadId) await closeAgain(ctx, threadId)
  if (!sanctionId || !(await resumeSanction(ctx, sanctionId))) return
  const { categoryId } = appealed
  await log(ctx, { kind, categoryId, userId, sanctionId, reason })
}
