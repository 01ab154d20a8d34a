import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { transaction, type Context } from '@stoa/core'
import { mailAdmins } from '../pending-changes/proposing.ts'
import { signInProviders } from '../schema.ts'
import type { Provider } from './protocol.ts'

const { id, unreachableSince } = signInProviders

/** Records that a provider could not be asked about sessions. All admins are mailed once. */
export const noteUnreachable = (ctx: Context, provider: Pick<Provider, 'id'>): Promise<void> =>
  transaction(ctx, async (ctx) => {
    const noted = await ctx.db
      .update(signInProviders)
      .set({ unreachableSince: ctx.now })
      .where(and(eq(id, provider.id), isNull(unreachableSince)))
      .returning({ id })
    if (noted.length > 0) await mailAdmins(ctx, 'provider_unreachable')
  })

/** Records that a provider was asked. */
export async function noteReachable({ db }: Context, provider: Provider): Promise<void> {
  if (provider.unreachableSince === null) return
  const isThis = and(eq(id, provider.id), isNotNull(unreachableSince))
  await db.update(signInProviders).set({ unreachableSince: null }).where(isThis)
}

/** Counts the providers that cannot be asked, as a column. */
export const unreachableProviders = () =>
  sql`(select count(*) from ${signInProviders} where ${unreachableSince} is not null)`
