import { sql } from 'drizzle-orm'
import { transaction, type Context } from '@stoa/core'
import { findAccount } from '../account/account.ts'
import { can } from '../policy.ts'
import { users } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/recording.ts'

/**
 * Finds the account of an exact address, and logs the actor and the reason, whether or not there is
 * one. The accounts of other admins are not found, and the log names nobody then. The caller is an
 * admin.
 * @throws Problem 422 as `ports.safety.review`
 */
export async function searchByEmail(
  ctx: Context,
  { email, reason }: { email: string; reason: string }
): Promise<{ username: string | null }> {
  await ctx.ports.safety.review(ctx, { path: 'reason', text: reason })
  return transaction(ctx, async (ctx) => {
    const found = await findAccount(
      ctx,
      sql`lower(${users.email}) = lower(${email}) and not ${users.visitor}`
    )
    const shown = found && can.revealPersonalData(ctx.actor, found.role) ? found : undefined
    await recordSecurityEvent(ctx, 'look.email', { subjectId: shown?.id, details: { reason } })
    return { username: shown?.username ?? null }
  })
}
