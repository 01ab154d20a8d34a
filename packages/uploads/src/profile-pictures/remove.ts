import { eq } from 'drizzle-orm'
import { findUser, recordSecurityEvent } from '@stoa/accounts'
import { isUploaded, lockAccount, notifyOfPicture, setPicture } from '@stoa/accounts/pictures'
import { users } from '@stoa/accounts/tables'
import { notFound, transaction, type Context } from '@stoa/core'
import { authorize } from './policy.ts'

/**
 * Removes the uploaded picture of a user, who is mailed. Its file is erased by an effect.
 * @throws Problem 403, 404 if there is none, 410 `user_erased`
 */
export async function removePicture(ctx: Context, username: string): Promise<void> {
  authorize.remove(ctx.actor)
  const { id } = await findUser(ctx, username)
  await transaction(ctx, async (ctx) => {
    await lockAccount(ctx, id)
    const [row] = await ctx.db
      .select({ picture: users.picture })
      .from(users)
      .where(eq(users.id, id))
    if (!isUploaded(row?.picture ?? null)) throw notFound()
    await setPicture(ctx, id, null)
    await recordSecurityEvent(ctx, 'account.picture_removed', { subjectId: id })
    if (id !== ctx.actor.id) await notifyOfPicture(ctx, id, 'picture_removed')
  })
}
