import { recordSecurityEvent } from '@stoa/accounts'
import { transaction, type Context } from '@stoa/core'
import { resumeDelivery } from '@stoa/core/effects'

/** Releases mail and webhooks for the operator. @returns false if they were not held */
export const resume = (ctx: Context): Promise<boolean> =>
  transaction(ctx, async (ctx) => {
    const wasHeld = await resumeDelivery(ctx)
    const details = { setting: 'delivery', change: 'resumed' }
    if (wasHeld) await recordSecurityEvent(ctx, 'setting.changed', { details })
    return wasHeld
  })
