import { eq } from 'drizzle-orm'
import { write, type Context } from '@stoa/core'
import { endAccess } from './access.ts'
import { mailLater } from './events.ts'
import { findByToken, spendToken, voidTokens } from './mailed-tokens.ts'
import { users } from './schema.ts'
import { recordSecurityEvent } from './security-log/recording.ts'

/**
 * Freezes an account by the link in the mail about an unusual sign-in.
 * @throws Problem 410 `link_expired`
 */
export async function freeze(ctx: Context, token: string): Promise<void> {
  const { id, userId } = await findByToken(ctx, 'freeze', token)
  await write(ctx, async (ctx) => {
    await spendToken(ctx, id)
    await freezeAccount(ctx, userId)
  })
}

/** Ends all access and the password itself; a reset by mail opens the account again. */
export async function freezeAccount(ctx: Context, userId: number): Promise<void> {
  await ctx.db.update(users).set({ passwordHash: null }).where(eq(users.id, userId))
  await voidTokens(ctx, userId, 'email_change')
  await voidTokens(ctx, userId, 'password_reset')
  await endAccess(ctx, userId)
  await mailLater(ctx, 'frozen', userId)
  await recordSecurityEvent(ctx, 'account.frozen', { subjectId: userId })
}
