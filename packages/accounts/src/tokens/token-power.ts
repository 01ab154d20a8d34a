import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { emit } from '@stoa/core'
import { namedBy, type ApprovalKind } from '../approvals/approval.ts'
import { apiTokens } from '../schema.ts'
import { tokenScope } from '../shapes.ts'

const subject = z.object({ tokenId: z.int(), scope: tokenScope })

declare module '@stoa/core' {
  interface ApprovalSubjects {
    token_power: z.infer<typeof subject>
  }
}

/** Gives a token a scope with official power. */
export const tokenPower: ApprovalKind<'token_power'> = {
  ...{ subject, event: 'role.' },
  async apply(ctx, { subject: { tokenId, scope }, gainsById }) {
    await ctx.db
      .update(apiTokens)
      .set({ scopes: sql`array_append(${apiTokens.scopes}, ${scope})` })
      .where(and(eq(apiTokens.id, tokenId), isNull(apiTokens.revokedAt)))
    await emit(ctx, 'actor.changed', { userId: gainsById ?? 0 })
  },
  namesOf: namedBy(
    ({ tokenId }) => tokenId,
    async ({ db }, ids) => {
      const { id, name } = apiTokens
      const rows = await db.select({ id, name }).from(apiTokens).where(inArray(id, ids))
      return new Map(rows.map((row) => [row.id, row.name]))
    }
  )
}
