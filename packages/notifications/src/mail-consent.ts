import { and, desc, eq, inArray } from 'drizzle-orm'
import type { MailConsent } from '@stoa/accounts/contract'
import { transaction, type Context } from '@stoa/core'
import { optionalKinds } from './kinds.ts'
import { clearCategoryMails, listPreferences, setFrequencies } from './preferences.ts'
import { mailConsents, preferences } from './schema.ts'

/**
 * Records that a user wants optional mails, or none, and lets their preferences follow. Runs in the
 * transaction of `ctx`. Implements the port of accounts.
 */
export async function recordMailConsent(ctx: Context, userId: number, consent: MailConsent) {
  const { db, now: createdAt, locale } = ctx
  await db.insert(mailConsents).values({ userId, ...consent, locale, createdAt })
  if (consent.given) await resetFrequencies(ctx, userId)
  else {
    await setFrequencies(ctx, userId, optionalKinds.map(never))
    await clearCategoryMails(ctx, userId)
  }
}

const never = (kind: (typeof optionalKinds)[number]) => ({ kind, mail: 'never' as const })

const resetFrequencies = ({ db }: Context, userId: number) =>
  db
    .delete(preferences)
    .where(and(eq(preferences.userId, userId), inArray(preferences.kind, optionalKinds)))

/**
 * Gives or withdraws the consent of any user to optional mails. Callers check the right to do so.
 */
export async function changeMailConsent(ctx: Context, userId: number, given: boolean) {
  const { privacy } = await ctx.ports.site.showAgreement(ctx)
  const consent = { given, privacyVersion: privacy.version }
  await transaction(ctx, (ctx) => recordMailConsent(ctx, userId, consent))
}

/** Returns how often the actor is mailed about what, and what they said last of optional mails. */
export const showPreferences = async (ctx: Context) => ({
  ...(await listPreferences(ctx)),
  consent: await consentOf(ctx)
})

async function consentOf({ db, actor }: Context) {
  const { given, createdAt: at } = mailConsents
  const [newest] = await db
    .select({ given, at })
    .from(mailConsents)
    .where(eq(mailConsents.userId, actor.id))
    .orderBy(desc(mailConsents.id))
    .limit(1)
  return newest ?? null
}
