import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { emit } from '@stoa/core'
import { changeDuties, lockDuties } from '../roles/duties.ts'
import { officialPowers, withPower } from '../roles/powers.ts'
import { apiTokens } from '../schema.ts'
import { usernamesOf } from '../people/people.ts'
import { bySubject, type ApprovalKind } from './approval.ts'

const nothing = async () => {}

/** Gives an official power to a user. */
export const rolePowerHandler: ApprovalKind = {
  event: 'role.',
  details: ({ power }) => ({ power }),
  async apply(ctx, { subjectId, power }) {
    const before = await lockDuties(ctx, subjectId)
    const known = officialPowers.find((one) => one === power)
    const wanted = known && withPower(before, known)
    if (wanted && wanted !== before) await changeDuties(ctx, before, wanted)
  },
  drop: nothing,
  namesOf: bySubject(usernamesOf)
}

/** Gives a token a scope with official power. */
export const tokenPowerHandler: ApprovalKind = {
  event: 'role.',
  details: ({ power: scope, subjectId: tokenId }) => ({ tokenId, scope }),
  async apply(ctx, { subjectId, power, userId }) {
    await ctx.db
      .update(apiTokens)
      .set({ scopes: sql`array_append(${apiTokens.scopes}, ${power})` })
      .where(and(eq(apiTokens.id, subjectId), isNull(apiTokens.revokedAt)))
    await emit(ctx, 'actor.changed', { userId: userId ?? 0 })
  },
  drop: nothing,
  namesOf: bySubject(async ({ db }, subjectIds) => {
    const { id, name } = apiTokens
    const rows = await db.select({ id, name }).from(apiTokens).where(inArray(id, subjectIds))
    return new Map(rows.map((row) => [row.id, row.name]))
  })
}
