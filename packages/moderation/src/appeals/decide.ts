import { and, eq, isNull, inArray, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { conflict, emit, forbidden, notFound, Problem, transaction, type Context } from '@stoa/core'
import { sanctions } from '@stoa/accounts/tables'
import { reopenThread, restorePost, closeAgain, hidePost } from '@stoa/threads/moderators'
import { resumeSanction } from '@stoa/accounts'
import { log } from '../actions.ts'
import { appealedOf, findAppeal, type FoundAppeal } from './appeal-list.ts'
import { decidesAppeal } from './appeal-eligibility.ts'
import type { appealDecision } from './contract.ts'
import { closeCase, reopenDecided } from '../outcomes.ts'
import { lift } from '../sanctions/sanction.ts'
import { actions, appeals, cases } from '../schema.ts'
import { authorize } from '../policy.ts'
import { listModerators } from '../conflict-of-interest.ts'
import { appealUndoing } from './decisions.ts'

type Decision = z.output<typeof appealDecision>

/**
 * Decides an appeal. If it is upheld, the original decision is undone.
 * @throws Problem 403 `people_only`; 404 if the actor may not see it or it is decided already; 403 `own_decision` if
 * the actor made the original decision and somebody else is eligible, or if the actor's role is too
 * low; 409 `appeal_decided` if somebody else decided it meanwhile
 */
export async function decideAppeal(ctx: Context, id: number, decision: Decision): Promise<void> {
  authorize.decideAppeal(ctx.actor)
  const found = await findAppeal(ctx, id)
  if (!found) throw notFound()
  const standing = decidesAppeal(ctx.actor, appealedOf(found), await listModerators(ctx))
  if (standing === 'refused') throw forbidden('own_decision')
  const { outcome, answer } = decision
  if (answer) await ctx.ports.safety.review(ctx, { path: 'answer', text: answer })
  await transaction(ctx, async (ctx) => {
    await close(ctx, id, decision)
    const caseId = outcome === 'upheld' ? await undo(ctx, found) : undefined
    const actionId = await record(ctx, found, caseId, outcome, standing === 'nobody_else')
    if (caseId) await emit(ctx, 'case.resolved', { caseId, actionId })
    await emit(ctx, 'appeal.decided', { appealId: id })
  })
}

async function close(ctx: Context, id: number, { outcome, answer }: Decision) {
  const closed = await ctx.db
    .update(appeals)
    .set({ outcome, answer, decidedAt: ctx.now, decidedById: ctx.actor.id })
    .where(and(eq(appeals.id, id), isNull(appeals.decidedAt)))
    .returning({ id: appeals.id })
  if (closed.length === 0) throw conflict('appeal_decided')
}

/** Returns the case that the decision had upheld, now dismissed: its reporters are notified. */
async function undo(ctx: Context, { action }: FoundAppeal): Promise<number | undefined> {
  const { kind, postId, threadId, sanctionId } = action
  let caseId: number | undefined
  await unlessUndone(async () => {
    if (kind === 'hidden' && postId) {
      await restorePost(ctx, postId)
      caseId = await closeCase(ctx, eq(cases.postId, postId), 'dismissed')
    }
    if (kind === 'closed' && threadId) await reopenThread(ctx, threadId)
    if (sanctionId) await liftById(ctx, sanctionId)
  })
  return caseId
}

/** Ignores a 409: something else has undone the decision already. */
async function unlessUndone(run: () => Promise<void>) {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 409) throw error
  }
}

async function liftById(ctx: Context, id: number) {
  const [sanction] = await ctx.db.select().from(sanctions).where(eq(sanctions.id, id))
  if (sanction) await lift(ctx, sanction)
}

const record = (
  ctx: Context,
  { action, author, category }: FoundAppeal,
  caseId: number | undefined,
  outcome: Decision['outcome'],
  ownCase: boolean
) =>
  log(ctx, {
    kind: outcome === 'upheld' ? 'appeal_upheld' : 'appeal_rejected',
    categoryId: category?.id ?? null,
    userId: author.id,
    caseId,
    appealedId: action.id,
    threadId: action.threadId,
    postId: action.postId,
    sanctionId: action.sanctionId,
    reason: action.reason,
    ownCase
  })

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

type DecidedBy = { byId: number; decidedAt: string }

/** True if this decision undid the appealed action; false if it had been undone independently. */
async function hasUndone({ db }: Context, appealed: Appealed, { byId, decidedAt }: DecidedBy) {
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
