import { and, desc, eq, isNull } from 'drizzle-orm'
import { emit, type Context } from '@stoa/core'
import { actions, cases } from './schema.ts'

/** A post was hidden: its open case, if there is one, was right. Answers its id. */
export async function upholdCase(ctx: Context, postId: number): Promise<number | undefined> {
  const [row] = await ctx.db
    .update(cases)
    .set({ resolvedAt: ctx.now, resolvedById: ctx.actor.id, outcome: 'upheld' })
    .where(and(eq(cases.postId, postId), isNull(cases.resolvedAt)))
    .returning({ id: cases.id })
  return row?.id
}

/**
 * A hidden post is public again: the case that its hiding decided is open again, unless a newer one
 * is. Answers its id.
 */
export async function reopenCase(ctx: Context, postId: number): Promise<number | undefined> {
  const caseId = await caseOfHiding(ctx, postId)
  if (!caseId || (await hasOpenCase(ctx, postId))) return undefined
  await ctx.db
    .update(cases)
    .set({ resolvedAt: null, resolvedById: null, outcome: null })
    .where(eq(cases.id, caseId))
  await emit(ctx, 'case.reopened', { caseId })
  return caseId
}

/** An appeal was right: the case that its restored post opened again is decided the other way. */
export async function dismissReopened(ctx: Context, postId: number): Promise<void> {
  await ctx.db
    .update(cases)
    .set({ resolvedAt: ctx.now, resolvedById: ctx.actor.id, outcome: 'dismissed' })
    .where(and(eq(cases.postId, postId), isNull(cases.resolvedAt)))
}

async function caseOfHiding({ db }: Context, postId: number) {
  const [hiding] = await db
    .select({ caseId: actions.caseId })
    .from(actions)
    .where(and(eq(actions.postId, postId), eq(actions.kind, 'hidden')))
    .orderBy(desc(actions.id))
    .limit(1)
  return hiding?.caseId
}

async function hasOpenCase({ db }: Context, postId: number): Promise<boolean> {
  const rows = await db
    .select({ id: cases.id })
    .from(cases)
    .where(and(eq(cases.postId, postId), isNull(cases.resolvedAt)))
  return rows.length > 0
}
