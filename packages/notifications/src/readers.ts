import { findRecipients, type FoundRecipient } from '@stoa/accounts/recipients'
import type { Context } from '@stoa/core'
import { offeredLanguage } from '@stoa/core/languages'

export type Recipient = { ctx: Context; email: string; username: string }

/**
 * The recipient's context, which decides what they may be notified about. `undefined` for erased
 * and unconfirmed accounts.
 */
export const recipientOf = async (ctx: Context, userId: number) =>
  (await recipientsOf(ctx, [userId])).get(userId)

/** The recipients among these users, by id. */
export async function recipientsOf(
  ctx: Context,
  userIds: readonly number[]
): Promise<Map<number, Recipient>> {
  const found = await findRecipients(ctx, userIds)
  return new Map([...found].map(([id, recipient]) => [id, asRecipient(ctx, recipient)]))
}

const asRecipient = (ctx: Context, { actor, email }: FoundRecipient): Recipient => ({
  ctx: { ...ctx, actor, locale: offeredLanguage(ctx, actor.locale) },
  email,
  username: actor.username
})
