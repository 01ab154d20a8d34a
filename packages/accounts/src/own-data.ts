import { eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { ownAccount } from './account.ts'
import { listMutedUsers } from './muting.ts'
import { contributions, privateLooks, sanctions } from './schema.ts'
import { listSessions } from './session-list.ts'
import { listTokens } from './tokens.ts'

/** Everything that is kept about whoever is signed in, as one JSON document, by capability. */
export async function exportOwnData(ctx: Context): Promise<Record<string, unknown>> {
  const { passwordHash: _, ...account } = await ownAccount(ctx)
  const own = eq(contributions.userId, account.id)
  return {
    exportedAt: ctx.now,
    account,
    sessions: await listSessions(ctx),
    tokens: await listTokens(ctx),
    mutedUsers: await listMutedUsers(ctx),
    contributions: await ctx.db.select().from(contributions).where(own),
    sanctions: await sanctionsOf(ctx, account.id),
    looks: await looksAt(ctx, account.id),
    ...(await ctx.ports.dataOf(ctx, account.id))
  }
}

// Who imposed a sanction or looked stays hidden, as in the public log.
const sanctionsOf = ({ db }: Context, userId: number) =>
  db
    .select({
      kind: sanctions.kind,
      reason: sanctions.reason,
      createdAt: sanctions.createdAt,
      until: sanctions.until,
      liftedAt: sanctions.liftedAt
    })
    .from(sanctions)
    .where(eq(sanctions.userId, userId))

const looksAt = ({ db }: Context, userId: number) =>
  db
    .select({
      field: privateLooks.field,
      reason: privateLooks.reason,
      createdAt: privateLooks.createdAt
    })
    .from(privateLooks)
    .where(eq(privateLooks.userId, userId))
