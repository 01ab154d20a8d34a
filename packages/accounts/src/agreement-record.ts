import type { Context } from '@stoa/core'
import type { Agreement } from './agreement.ts'

/** Records in the transaction of `ctx` what somebody agreed to when they made their account. */
export async function recordAgreement(ctx: Context, userId: number, agreement: Agreement) {
  const { optionalMails: given = false, privacy: privacyVersion = 0 } = agreement
  await ctx.ports.site.recordAgreement(ctx, userId, agreement)
  await ctx.ports.notifications.recordMailConsent(ctx, userId, { given, privacyVersion })
}
