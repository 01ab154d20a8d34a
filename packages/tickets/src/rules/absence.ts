import { eq } from 'drizzle-orm'
import { transaction, type Context } from '@stoa/core'
import { deskAbsences } from '../schema.ts'

/** Marks the actor as away: rules assign them nothing until they are back. */
export async function goAway(ctx: Context): Promise<void> {
  await transaction(ctx, async ({ db, actor, now }) => {
    await db.insert(deskAbsences).values({ userId: actor.id, since: now }).onConflictDoNothing()
  })
}

/** Ends the absence of the actor. */
export async function comeBack(ctx: Context): Promise<void> {
  await transaction(ctx, async ({ db, actor }) => {
    await db.delete(deskAbsences).where(eq(deskAbsences.userId, actor.id))
  })
}

export const isAway = async ({ db, actor }: Context): Promise<boolean> =>
  (await db.$count(deskAbsences, eq(deskAbsences.userId, actor.id))) > 0
