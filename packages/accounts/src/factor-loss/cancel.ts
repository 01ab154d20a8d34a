import { transaction, type Context } from '@stoa/core'
import { consumeToken, findByToken } from '../mail/tokens.ts'
import { lockAccount } from '../recovery/account-lock.ts'
import { cancelLoss } from './loss.ts'

/**
 * Cancels the report of a lost factor with a link of its mails. The factor stays.
 * @throws Problem 410 `link_expired`
 */
export async function cancelByLink(ctx: Context, token: string): Promise<void> {
  const { id, userId } = await findByToken(ctx, 'factor_loss_cancel', token)
  await transaction(ctx, async (ctx) => {
    await lockAccount(ctx, userId)
    await consumeToken(ctx, id)
    await cancelLoss(ctx, userId)
  })
}

/** Cancels the report about the signed-in user's factor, if there is one. */
export async function cancelOwn(ctx: Context): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await lockAccount(ctx, ctx.actor.id)
    await cancelLoss(ctx, ctx.actor.id)
  })
}
