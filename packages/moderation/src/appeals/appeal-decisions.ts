import { and, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { conflict, emit, forbidden, notFound, Problem, transaction, type Context } from '@stoa/core'
import { sanctions } from '@stoa/accounts/tables'
import { reopenThread, restorePost } from '@stoa/threads/moderating'
import { log } from '../actions.ts'
import { appealedOf, findAppeal, type FoundAppeal } from './appeal-list.ts'
import { decidesAppeal } from './appeal-eligibility.ts'
import type { appealDecision } from './contract.ts'
import { closeCase } from '../outcomes.ts'
import { lift } from '../sanctions/sanctioning.ts'
import { appeals } from '../schema.ts'
import { authorize } from '../policy.ts'
import { listModerators } from '../conflict-of-interest.ts'

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
      caseId = await closeCase(ctx, postId, 'dismissed')
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
    ...{ caseId, appealedId: action.id },
    ...{ threadId: action.threadId, postId: action.postId, sanctionId: action.sanctionId },
    ...{ reason: action.reason, ownCase }
  })
