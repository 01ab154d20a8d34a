import { isSignInRequired } from '@stoa/accounts/reading-access'
import { guest, signInRequired, type Context } from '@stoa/core'

/** Whether the actor is a guest in a forum that only those read who signed in. */
export const isShutOut = async (ctx: Context): Promise<boolean> =>
  ctx.actor.role === 'guest' && (await isSignInRequired(ctx))

/** For what is always written as guests see it. @throws Problem 401 `sign_in_required` */
export async function checkOpenToGuests(ctx: Context): Promise<void> {
  if (await isShutOut({ ...ctx, actor: guest })) throw signInRequired()
}
