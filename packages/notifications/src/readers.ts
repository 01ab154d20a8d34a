import { findRecipient } from '@stoa/accounts'
import type { Context } from '@stoa/core'

export type Recipient = { ctx: Context; email: string; username: string }

/**
 * The recipient's context, which decides what they may be notified about. `undefined` for erased
 * and unconfirmed accounts.
 */
export async function recipientOf(ctx: Context, userId: number): Promise<Recipient | undefined> {
  const found = await findRecipient(ctx, userId)
  if (!found) return undefined
  const { actor, email } = found
  return { ctx: { ...ctx, actor, locale: actor.locale ?? 'en' }, email, username: actor.username }
}
