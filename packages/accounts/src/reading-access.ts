import {
  atLeast,
  cached,
  emit,
  forbidden,
  signInRequired,
  transaction,
  type Context,
  type Problem
} from '@stoa/core'
import { readSetting, storeSetting } from '@stoa/core/data'
import { recordSecurityEvent } from './security-log/record.ts'

const setting = 'sign_in_to_read'

const cache = cached(
  5 * 60_000,
  async (ctx: Context): Promise<boolean> => (await readSetting(ctx, setting)) === true
)

/** Whether only those who signed in read the forum, by the cached setting. */
export const isSignInRequired = cache.of

/** Whether the forum is not opened yet and the actor none of its team. */
export const isTooEarly = async (ctx: Context): Promise<boolean> =>
  !atLeast(ctx.actor.role, 'volunteer') && !(await ctx.ports.site.isOpened(ctx))

/**
 * Says why the actor may not read the forum: 403 `forum_not_opened`, or 401 `sign_in_required` where
 * only those who signed in read. Null for those who may.
 */
export async function readingRefusal(ctx: Context): Promise<Problem | null> {
  if (await isTooEarly(ctx)) return forbidden('forum_not_opened')
  return ctx.actor.role === 'guest' && (await isSignInRequired(ctx)) ? signInRequired() : null
}

/** Whether the actor may not read the forum. */
export const isShutOut = async (ctx: Context): Promise<boolean> =>
  (await readingRefusal(ctx)) !== null

/** Drops the cached setting of this process. Every node calls it after `reading.changed`. */
export const invalidateReadingAccess = cache.drop

/**
 * Opens the forum to guests, or to those who signed in only. It counts at once. The caller is an
 * admin.
 */
export async function changeReadingAccess(
  ctx: Context,
  { signInRequired }: { signInRequired: boolean }
): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await storeSetting(ctx, setting, signInRequired)
    await recordSecurityEvent(ctx, 'setting.changed', { details: { setting, signInRequired } })
    await emit(ctx, 'reading.changed', {})
  })
}
