import { and, eq, isNull, or, sql } from 'drizzle-orm'
import { conflict, transaction, type Context } from '@stoa/core'
import { findCase } from './open-cases.ts'
import { isClaimed } from './columns.ts'
import { cases } from './schema.ts'

/**
 * Says that the actor looks at a case, for half an hour; claimed again it begins anew. Others may still
 * decide it.
 * @throws Problem as `findCase`, 409 `case_claimed` while somebody else looks at it
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

/** Gives a case back; nothing happens to what somebody else has claimed. @throws Problem as `findCase` */
export async function unclaimCase(ctx: Context, id: number): Promise<void> {
  await findCase(ctx, id)
  await transaction(ctx, async ({ db, actor }) => {
    await db
      .update(cases)
      .set({ claimedById: null, claimedAt: null })
      .where(and(eq(cases.id, id), eq(cases.claimedById, actor.id)))
  })
}
