import { eq } from 'drizzle-orm'
import { invalid, transaction, type Context } from '@stoa/core'
import { findLeads, findPhishingPhrases, looseSkeleton, writtenAddresses } from '@stoa/guards'
import { ownAccount } from '../account/account.ts'
import { mailLater } from '../events.ts'
import { lockOwn } from '../recovery/account-lock.ts'
import { mailPhrases } from '../schema.ts'
import { seal, unseal } from '../secrets.ts'
import { recordSecurityEvent } from '../security-log/record.ts'

/** Purpose and owner under which a phrase is encrypted. */
export const phraseSeal = (userId: number) => ['mail-phrase', `user:${userId}`] as const

/** Reads the anti-phishing phrase of an account; undefined if none is set. */
export async function phraseOf({ db, ports }: Context, userId: number) {
  const [row] = await db.select().from(mailPhrases).where(eq(mailPhrases.userId, userId))
  return row && unseal(ports, ...phraseSeal(userId), row.sealed)
}

/** Shows the signed-in user's phrase. The security log has it, as a thief may have read it. */
export async function showMailPhrase(ctx: Context): Promise<{ phrase: string | null }> {
  const phrase = await phraseOf(ctx, ctx.actor.id)
  if (phrase !== undefined)
    await recordSecurityEvent(ctx, 'mail_phrase.shown', { subjectId: ctx.actor.id })
  return { phrase: phrase ?? null }
}

/**
 * Sets the signed-in user's phrase. The owner is notified by a mail without it.
 * @throws Problem 422 on `phrase` for a secret, an address, a call to contact somebody, and what
 * anybody could guess
 */
export async function setMailPhrase(ctx: Context, phrase: string): Promise<void> {
  await checkPhrase(ctx, phrase)
  await transaction(ctx, async (ctx) => {
    const { id: userId } = await lockOwn(ctx)
    const row = { sealed: seal(ctx.ports, ...phraseSeal(userId), phrase), setAt: ctx.now }
    await ctx.db
      .insert(mailPhrases)
      .values({ userId, ...row })
      .onConflictDoUpdate({ target: mailPhrases.userId, set: row })
    await recordSecurityEvent(ctx, 'mail_phrase.set', { subjectId: userId })
    await mailLater(ctx, 'mail_phrase_set', userId)
  })
}

/** Removes the signed-in user's phrase; does nothing without one. */
export async function removeMailPhrase(ctx: Context): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const { id } = await lockOwn(ctx)
    if (!(await deletePhrase(ctx, id))) return
    await recordSecurityEvent(ctx, 'mail_phrase.removed', { subjectId: id })
    await mailLater(ctx, 'mail_phrase_removed', id)
  })
}

/** Removes the phrase of a stolen account: the thief may have read or changed it. */
export async function revokeMailPhrase(ctx: Context, userId: number): Promise<void> {
  if (await deletePhrase(ctx, userId))
    await recordSecurityEvent(ctx, 'mail_phrase.removed', { subjectId: userId, actorId: 0 })
}

async function deletePhrase({ db }: Context, userId: number): Promise<boolean> {
  const { count } = await db.delete(mailPhrases).where(eq(mailPhrases.userId, userId))
  return count > 0
}

async function checkPhrase(ctx: Context, phrase: string): Promise<void> {
  await ctx.ports.safety.review(ctx, { path: 'phrase', text: phrase })
  if (leadsSomewhere(phrase)) throw invalid('phrase', 'accounts_phrase_leads_out')
  const { username, email } = await ownAccount(ctx)
  const known = [username, email ?? '', ...(await ctx.ports.site.siteNames(ctx))]
  if (known.some((name) => isAlike(phrase, name)))
    throw invalid('phrase', 'accounts_phrase_guessable')
}

/** The phrase stands above a mail of the forum, where it must call nobody anywhere. */
const leadsSomewhere = (phrase: string) =>
  findLeads(phrase).length > 0 ||
  writtenAddresses(phrase).length > 0 ||
  findPhishingPhrases(phrase).length > 0

const isAlike = (phrase: string, name: string) => looseSkeleton(phrase) === looseSkeleton(name)
