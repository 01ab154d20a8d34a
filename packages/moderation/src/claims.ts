import { and, eq, isNull, or, sql } from 'drizzle-orm'
import { conflict, transaction, type Context } from '@stoa/core'
import { findCase } from './open-cases.ts'
import { isClaimed } from './columns.ts'
import { cases } from './schema.ts'

/**
 * Claims a case for half an hour; claiming it again restarts the time. Others may still decide it.
 * @throws Problem as `findCase`, 409 `case_claimed` if somebody else has claimed it
 */
export async function claimCase(ctx: Context, id: number): Promise<void> {
  await findCase(ctx, id)
  const free = or(eq(cases.claimedById, ctx.actor.id), sql`not ${isClaimed(ctx)}`)
  await transaction(ctx, async (ctx) => {
    const { db, now, actor } = ctx
    const claimed = await db
      .update(cases)
      .set({ claimedById: actor.id, claimedAt: now })
      .where(and(eq(cases.id, id), isNull(cases.resolvedAt), free))
      .returning({ id: cases.id })
    if (claimed.length > 0) return
    await findCase(ctx, id)
    throw conflict('case_claimed')
  })
}

/** Releases the actor's claim; somebody else's claim stays. @throws Problem as `findCase` */
export async function unclaimCase(ctx: Context, id: number): Promise<void> {
  await findCase(ctx, id)
  await transaction(ctx, async ({ db, actor }) => {
    await db
      .update(cases)
      .set({ claimedById: null, claimedAt: null })
      .where(and(eq(cases.id, id), eq(cases.claimedById, actor.id)))
  })
}
