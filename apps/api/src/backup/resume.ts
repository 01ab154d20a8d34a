import { recordSecurityEvent } from '@stoa/accounts'
import { resumeDelivery, transaction, type Context } from '@stoa/core'

/** Releases mail and webhooks for the operator. @returns false if they were not held */
export const resume = (ctx: Context): Promise<boolean> =>
  transaction(ctx, async (ctx) => {
    const wasHeld = await resumeDelivery(ctx)
    const details = { setting: 'delivery', change: 'resumed' }
    if (wasHeld) await recordSecurityEvent(ctx, 'setting.changed', { details })
    return wasHeld
  })
