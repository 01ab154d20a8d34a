import { eq } from 'drizzle-orm'
import { emit, type Context } from '@stoa/core'
import { mailLater } from '../events.ts'
import { users } from '../schema.ts'

export { lockAccount } from '../recovery/account-lock.ts'
export { isUploaded, mayUpload } from './picture.ts'

/**
 * Gives a user a picture, in the transaction of `ctx`.
 * @param picture the id of an upload that was approved; null shows a letter
 */
export async function setPicture(
  ctx: Context,
  userId: number,
  picture: string | null
): Promise<void> {
  await ctx.db.update(users).set({ picture }).where(eq(users.id, userId))
  await emit(ctx, 'actor.changed', { userId })
  await emit(ctx, 'user.picture_changed', { userId })
}

/** Mails the owner of a picture that others refused or removed. */
export const notifyOfPicture = (
  ctx: Context,
  userId: number,
  what: 'picture_refused' | 'picture_removed'
) => mailLater(ctx, what, userId)
