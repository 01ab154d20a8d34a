import { and, desc, gt, inArray, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '@stoa/core'
import { pendingPowers } from './pending-changes/list.ts'
import { apiTokens } from './schema.ts'
import type { tokenScope } from './shapes.ts'

export type TokenScope = z.infer<typeof tokenScope>

export const tokenColumns = {
  id: apiTokens.id,
  userId: apiTokens.userId,
  name: apiTokens.name,
  scopes: apiTokens.scopes,
  createdAt: apiTokens.createdAt,
  expiresAt: apiTokens.expiresAt,
  lastUsedAt: apiTokens.lastUsedAt
}

export const shownToken = <T extends { id: number; scopes: string[] }>(
  token: T,
  pending: { subjectId: number; power: string }[] = []
) => ({
  ...token,
  scopes: token.scopes as TokenScope[],
  waiting: pending
    .filter((one) => one.subjectId === token.id)
    .map(({ power }) => power as TokenScope)
})

export const livingTokens = ({ now }: Context, userIds: readonly number[]) =>
  and(
    inArray(apiTokens.userId, [...userIds]),
    isNull(apiTokens.revokedAt),
    gt(apiTokens.expiresAt, now)
  )

/** Lists the actor's valid tokens. */
export const listTokens = async (ctx: Context) =>
  (await tokensOf(ctx, [ctx.actor.id])).map(({ userId: _, ...token }) => token)

/** Lists the valid tokens of accounts, the newest first, without their secrets. */
export async function tokensOf(ctx: Context, userIds: readonly number[]) {
  const rows = await ctx.db
    .select(tokenColumns)
    .from(apiTokens)
    .where(livingTokens(ctx, userIds))
    .orderBy(desc(apiTokens.id))
  const ids = rows.map(({ id }) => id)
  const pending = await pendingPowers(ctx, 'token_power', ids)
  return rows.map((row) => shownToken(row, pending))
}
