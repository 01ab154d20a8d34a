import { and, desc, eq, isNotNull, isNull, notExists, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { emit, type Context } from '@stoa/core'
import { actions, cases } from './schema.ts'

/** Somebody decided about a post: so does its open case end, if there is one. Answers its id. */
export async function closeCase(
  ctx: Context,
  postId: number,
  outcome: 'upheld' | 'dismissed'
): Promise<number | undefined> {
  const [row] = await ctx.db
    .update(cases)
    .set({ resolvedAt: ctx.now, resolvedById: ctx.actor.id, outcome })
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

/** A decided case is open again, unless a newer one about the same is; answers whether it is. */
export async function reopenDecided({ db }: Context, caseId: number): Promise<boolean> {
  const newer = alias(cases, 'newer')
  const same = sql`${newer.postId} is not distinct from ${cases.postId}`
  const open = db
    .select({ id: newer.id })
    .from(newer)
    .where(and(eq(newer.userId, cases.userId), same, isNull(newer.resolvedAt)))
  const reopened = await db
    .update(cases)
    .set({ resolvedAt: null, resolvedById: null, outcome: null })
    .where(and(eq(cases.id, caseId), isNotNull(cases.resolvedAt), notExists(open)))
    .returning({ id: cases.id })
  return reopened.length > 0
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
