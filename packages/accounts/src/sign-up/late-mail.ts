import { and, eq, isNotNull, isNull, lte } from 'drizzle-orm'
import { after, transaction, type Context } from '@stoa/core'
import { mailLater } from '../events.ts'
import { createMailedToken } from '../mail/tokens.ts'
import { mailedTokens } from '../schema.ts'

const wait = 10 * 60_000

/**
 * Creates link and code for an address and sends their mail after ten minutes, to slow down mass
 * sign-ups.
 */
export const mailVerificationLate = (ctx: Context, userId: number, email: string) =>
  createMailedToken(ctx, 'verification', { userId, email, mailAt: after(ctx.now, wait) })

const waits = and(isNotNull(mailedTokens.mailAt), isNull(mailedTokens.usedAt))

/** Whether the mail of an account is delayed. Requesting another must not send it sooner. */
export async function isMailLate({ db }: Context, userId: number): Promise<boolean> {
  const rows = await db
    .select({ id: mailedTokens.id })
    .from(mailedTokens)
    .where(and(eq(mailedTokens.userId, userId), waits))
  return rows.length > 0
}

/** Sends the delayed mails that are due. A task calls it every minute. */
export async function sendLateMails(ctx: Context): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const due = await ctx.db
      .update(mailedTokens)
      .set({ mailAt: null })
      .where(and(waits, lte(mailedTokens.mailAt, ctx.now)))
      .returning({ id: mailedTokens.id, userId: mailedTokens.userId })
    for (const { id, userId } of due) await mailLater(ctx, 'verification', userId ?? 0, id)
  })
}
