import { recordSecurityEvent } from '@stoa/accounts'
import { resumeDelivery, transaction, type Context } from '@stoa/core'

/** Lets mail and webhooks leave again, for who runs the forum. @returns false where nothing was held */
export const resume = (ctx: Context): Promise<boolean> =>
  transaction(ctx, async (ctx) => {
    const wasHeld = await resumeDelivery(ctx)
    const details = { setting: 'delivery', change: 'resumed' }
    if (wasHeld) await recordSecurityEvent(ctx, 'setting.changed', { details })
    return wasHeld
  })
