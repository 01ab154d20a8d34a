import { and, eq, isNull, or, sql } from 'drizzle-orm'
import { conflict, notFound, write, type Context } from '@stoa/core'
import { findCase } from './open-cases.ts'
import { isClaimed } from './columns.ts'
import { cases } from './schema.ts'

/**
 * Says that the actor looks at a case, for half an hour; claimed again it begins anew. Others may still
 * decide it.
 * @throws Problem 404 when the case is not the actor's to see or decided, 409 `case_claimed` while
 * somebody else looks at it, `case_resolved` when it is decided at this moment
 */
export async function claimCase(ctx: Context, id: number): Promise<void> {
  if (!(await findCase(ctx, id))) throw notFound()
  const free = or(eq(cases.claimedById, ctx.actor.id), sql`not ${isClaimed(ctx)}`)
  await write(ctx, async (ctx) => {
    const { db, now, actor } = ctx
    const claimed = await db
      .update(cases)
      .set({ claimedById: actor.id, claimedAt: now })
      .where(and(eq(cases.id, id), isNull(cases.resolvedAt), free))
      .returning({ id: cases.id })
    if (claimed.length > 0) return
    throw conflict((await findCase(ctx, id)) ? 'case_claimed' : 'case_resolved')
  })
}

/** Gives a case back; nothing happens to what somebody else has claimed. @throws Problem 404 */
export async function unclaimCase(ctx: Context, id: number): Promise<void> {
  if (!(await findCase(ctx, id))) throw notFound()
  await write(ctx, async ({ db, actor }) => {
    await db
      .update(cases)
      .set({ claimedById: null, claimedAt: null })
      .where(and(eq(cases.id, id), eq(cases.claimedById, actor.id)))
  })
}
