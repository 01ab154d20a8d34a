import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { recoveryCodes, secondFactors } from './schema.ts'

/** What the second factor of the signed-in user consists of, but for the passkeys. */
export async function showSecondFactor({ db, actor: { id } }: Context) {
  const [factor] = await db
    .select({ authenticatorSince: secondFactors.authenticatorSince })
    .from(secondFactors)
    .where(eq(secondFactors.userId, id))
  const unused = and(eq(recoveryCodes.userId, id), isNull(recoveryCodes.usedAt))
  return {
    authenticatorSince: factor?.authenticatorSince ?? null,
    recoveryCodesLeft: await db.$count(recoveryCodes, unused)
  }
}
