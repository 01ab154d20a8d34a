import { and, eq } from 'drizzle-orm'
import { Answer, conflict, emit, notFound, transaction, type Context } from '@stoa/core'
import { isAppealable } from './decisions.ts'
import { actions, appeals } from '../schema.ts'

/**
 * Appeals a decision about the actor, once per decision. Silenced and suspended members may appeal,
 * too.
 * @returns the appeal; status 200 if it exists already
 * @throws Problem 404 if the decision does not concern the actor, 409 `not_appealable`
 */
export async function appeal(ctx: Context, actionId: number, { text }: { text: string }) {
  const [action] = await ctx.db
    .select({ kind: actions.kind })
    .from(actions)
    .where(and(eq(actions.id, actionId), eq(actions.userId, ctx.actor.id)))
  if (!action) throw notFound()
  if (!isAppealable(action.kind)) throw conflict('not_appealable')
  await ctx.ports.safety.review(ctx, { path: 'text', text })
  const { id, status } = await transaction(ctx, (ctx) => store(ctx, actionId, text))
  return new Answer(status, { id })
}

async function store(ctx: Context, actionId: number, text: string) {
  const [added] = await ctx.db
    .insert(appeals)
    .values({ actionId, userId: ctx.actor.id, text, createdAt: ctx.now })
    .onConflictDoNothing()
    .returning({ id: appeals.id })
  if (added) {
    await emit(ctx, 'appeal.created', { appealId: added.id })
    return { ...added, status: 201 }
  }
  const [earlier] = await ctx.db
    .select({ id: appeals.id })
    .from(appeals)
    .where(eq(appeals.actionId, actionId))
  return { id: earlier?.id ?? 0, status: 200 }
}

/** Effect of `user.erased`: deletes the text and answer of the user's appeals. */
export async function deleteAppeals(ctx: Context, { userId }: { userId: number }): Promise<void> {
  await ctx.db.update(appeals).set({ text: '', answer: null }).where(eq(appeals.userId, userId))
}
