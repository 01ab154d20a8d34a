import { and, eq, gt, isNull, or } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { apiTokens, identities, recoveryCodes, secondFactors } from '../schema.ts'

/** Ways in beside password and mailbox, with the time each was added. */
const waysIn = [
  { table: secondFactors, addedAt: secondFactors.confirmedAt },
  { table: recoveryCodes, addedAt: recoveryCodes.createdAt },
  { table: apiTokens, addedAt: apiTokens.createdAt },
  { table: identities, addedAt: identities.createdAt }
] as const

/** Removes ways in that were added after this time, or were never confirmed. */
export async function removeWaysIn({ db }: Context, userId: number, time: string): Promise<void> {
  for (const { table, addedAt } of waysIn)
    await db
      .delete(table)
      .where(and(eq(table.userId, userId), or(isNull(addedAt), gt(addedAt, time))))
}

/** Removes the second factor and its recovery codes. */
export async function removeFactor({ db }: Context, userId: number): Promise<void> {
  for (const table of [secondFactors, recoveryCodes])
    await db.delete(table).where(eq(table.userId, userId))
}

export async function removeEveryWayIn({ db }: Context, userId: number): Promise<void> {
  for (const { table } of waysIn) await db.delete(table).where(eq(table.userId, userId))
}
