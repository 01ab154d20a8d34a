import { eq, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import type { Agreement } from './agreement.ts'
import { users } from './schema.ts'

/** Records in the transaction of `ctx` what somebody agreed to when they made their account. */
export async function recordAgreement(ctx: Context, userId: number, agreement: Agreement) {
  const { optionalMails: given = false, privacy: privacyVersion = 0 } = agreement
  await ctx.ports.site.recordAgreement(ctx, userId, agreement)
  await ctx.ports.notifications.recordMailConsent(ctx, userId, { given, privacyVersion })
}

/**
 * Stores the version of the terms that a user accepted, so that the actor carries it. An older one
 * changes nothing.
 */
export async function storeAcceptedTerms({ db }: Context, userId: number, version: number) {
  const acceptedTerms = sql`greatest(${users.acceptedTerms}, ${version})`
  await db.update(users).set({ acceptedTerms }).where(eq(users.id, userId))
}
