import { users } from '@stoa/accounts/schema'
import type { Context } from '@stoa/core'
import { createDemoAccounts } from './accounts.ts'

/** Fills an empty forum with the demo community; one that has accounts is left as it is. */
export async function seedDemo(ctx: Context): Promise<void> {
  const [anybody] = await ctx.db.select({ id: users.id }).from(users).limit(1)
  if (anybody) return
  await createDemoAccounts(ctx)
}
