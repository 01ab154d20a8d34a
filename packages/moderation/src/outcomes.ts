import { and, desc, eq, inArray, isNotNull, isNull, notExists, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { conflict, emit, type Context } from '@stoa/core'
import { isDuplicate } from '@stoa/core/database'
import { actions, cases } from './schema.ts'

/** Closes the open case that meets the condition, if there is one; returns its id. */
export async function closeCase(
  ctx: Context,
  which: SQL | undefined,
  outcome: 'upheld' | 'dismissed'
): Promise<number | undefined> {
  const [row] = await ctx.db
    .update(cases)
    .set({ resolvedAt: ctx.now, resolvedById: ctx.actor.id, outcome })
    .where(and(which, isNull(cases.resolvedAt)))
    .returning({ id: cases.id })
  return row?.id
}

/**
 * Reopens the case that the last hiding of a post closed, unless another one is open. Returns its
 * id.
 * @throws Problem as `reopenDecided`
 */
export async function reopenCase(ctx: Context, postId: number): Promise<number | undefined> {
  const caseId = await caseOfHiding(ctx, postId)
  if (!caseId || (await hasOpenCase(ctx, postId))) return undefined
  await reopen(ctx, eq(cases.id, caseId))
  await emit(ctx, 'case.reopened', { caseId })
  return caseId
}

/**
 * Reopens a decided case unless a newer one on the same subject is open; returns whether it did.
 * @throws Problem 409 `case_resolved` if a concurrent report opens one
 */
export async function reopenDecided(ctx: Context, caseId: number): Promise<boolean> {
  const newer = alias(cases, 'newer')
  const subject = ({ postId, articleId, articleLanguage }: typeof cases | typeof newer) =>
    sql`(${postId}, ${articleId}, ${articleLanguage})`
  const same = sql`${subject(newer)} is not distinct from ${subject(cases)}`
  const open = ctx.db
    .select({ id: newer.id })
    .from(newer)
    .where(and(eq(newer.userId, cases.userId), same, isNull(newer.resolvedAt)))
  const isDecided = and(eq(cases.id, caseId), isNotNull(cases.resolvedAt), notExists(open))
  return (await reopen(ctx, isDecided)).length > 0
}

const reopen = ({ db }: Context, which: SQL | undefined) =>
  db
    .update(cases)
    .set({ resolvedAt: null, resolvedById: null, outcome: null })
    .where(which)
    .returning({ id: cases.id })
    .catch((error: unknown) => {
      throw isOvertaken(error) ? conflict('case_resolved') : error
    })

/** True if a concurrent report has opened another case. */
const isOvertaken = (error: unknown) =>
  ['cases_open_post', 'cases_open_user', 'cases_open_article'].some((index) =>
    isDuplicate(error, index)
  )

/** Returns the case closed by the last hiding of a post, or by restoring it after auto-hiding. */
async function caseOfHiding({ db }: Context, postId: number) {
  const [hiding] = await db
    .select({ caseId: actions.caseId })
    .from(actions)
    .where(and(eq(actions.postId, postId), inArray(actions.kind, ['hidden', 'restored'])))
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
