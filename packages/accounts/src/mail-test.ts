import { emit, transaction, type Context } from '@stoa/core'
import { settings } from '@stoa/core/schema'
import { mailLater } from './events.ts'
import { createMailedToken, findByToken, consumeToken } from './mailed-tokens.ts'
import { mailWorks } from './sign-up/rule.ts'

/** Mails the actor a link. Following it opens sign-up. */
export async function sendTestMail(ctx: Context): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const token = await createMailedToken(ctx, 'mail_test', { userId: ctx.actor.id })
    await mailLater(ctx, 'mail_test', ctx.actor.id, token)
  })
}

/**
 * Records that mail arrives, which opens sign-up.
 * @throws Problem 410 `link_expired`
 */
export async function confirmTestMail(ctx: Context, token: string): Promise<void> {
  const { id } = await findByToken(ctx, 'mail_test', token)
  await transaction(ctx, async (ctx) => {
    await consumeToken(ctx, id)
    await ctx.db
      .insert(settings)
      .values({ name: mailWorks, value: true, updatedAt: ctx.now })
      .onConflictDoNothing()
    await emit(ctx, 'sign_up.changed', {})
  })
}
