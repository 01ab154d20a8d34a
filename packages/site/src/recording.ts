import { recordSecurityEvent } from '@stoa/accounts'
import type { Context } from '@stoa/core'

/** Records in the security log that the site was changed, or that a change was proposed or ended. */
export const recordSiteChange = (
  ctx: Context,
  change: 'saved' | 'proposed' | 'approved' | 'discarded'
): Promise<void> =>
  recordSecurityEvent(ctx, 'setting.changed', { details: { setting: 'site', change } })
