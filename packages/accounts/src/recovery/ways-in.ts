import { and, eq, gt, isNull, or } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { apiTokens, recoveryCodes, secondFactors } from '../schema.ts'

/** All by which somebody gets in beside the password and the mailbox, each with the time of its adding. */
const waysIn = [
  { table: secondFactors, addedAt: secondFactors.confirmedAt },
  { table: recoveryCodes, addedAt: recoveryCodes.createdAt },
  { table: apiTokens, addedAt: apiTokens.createdAt }
] as const

/** Removes what was added to an account after this time, and what was only begun. */
export async function removeWaysIn({ db }: Context, userId: number, time: string): Promise<void> {
  for (const { table, addedAt } of waysIn)
    await db
      .delete(table)
      .where(and(eq(table.userId, userId), or(isNull(addedAt), gt(addedAt, time))))
}

/** Removes all of them, with the account. */
export async function removeEveryWayIn({ db }: Context, userId: number): Promise<void> {
  for (const { table } of waysIn) await db.delete(table).where(eq(table.userId, userId))
}
