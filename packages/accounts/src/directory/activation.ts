import { and, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { after, emit, transaction, type Context } from '@stoa/core'
import { recordAgreement } from '../agreement-record.ts'
import { mailLater } from '../events.ts'
import { createMailedToken, consumeToken, findByToken, linkExpired } from '../mail/tokens.ts'
import { checkNewPassword, hashPassword } from '../passwords/passwords.ts'
import { lockAccount } from '../recovery/account-lock.ts'
import { checkUnclaimed, throwIfTaken } from '../recovery/addresses.ts'
import { users } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { checkPasswordsAllowed } from '../sign-in-mode/refusals.ts'
import { checkMailWorks } from '../sign-up/rule.ts'
import type { newAccountInput, activationInput } from './contract.ts'
import { checkNewName, insertNamed } from '../people/names.ts'

const week = 7 * 24 * 3600_000

/**
 * Creates an account whose owner chooses the password by a mailed link within a week. Until then it
 * is unconfirmed, and only its name is reserved: nothing says whether another account has the
 * address. The caller is an admin.
 * @throws Problem 409 as `checkMailWorks`, 422 on `username`, or as `ports.safety.review`
 */
export async function createForOwner(
  ctx: Context,
  { username, email, locale = ctx.locale }: z.output<typeof newAccountInput>
) {
  await checkMailWorks(ctx)
  await checkNewName(ctx, username)
  return transaction(ctx, async (ctx) => {
    const activationExpiresAt = after(ctx.now, week)
    const account = await insertNamed(ctx, { username, email, locale, activationExpiresAt })
    await recordSecurityEvent(ctx, 'account.created', { subjectId: account.id })
    await mailActivation(ctx, account.id, email)
    return { username }
  })
}

/** Queues the mail with the link by which the owner chooses a password. */
async function mailActivation(ctx: Context, userId: number, email: string) {
  const token = await createMailedToken(ctx, 'account_activation', { userId, email })
  await mailLater(ctx, 'account_activation', userId, token)
}

/** Returns the name of an account that awaits activation, and what its owner agrees to. @throws as `findAwaitingActivation` */
export const showActivation = async (ctx: Context, token: string) => ({
  ...(await findAwaitingActivation(ctx, token)),
  agreement: await ctx.ports.site.showAgreement(ctx)
})

/** @throws Problem 410 `link_expired` */
async function findAwaitingActivation(ctx: Context, token: string): Promise<{ username: string }> {
  const { userId } = await findByToken(ctx, 'account_activation', token)
  const [row] = await ctx.db
    .select({ username: users.username })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.emailVerifiedAt)))
  if (!row) throw linkExpired()
  return row
}

/**
 * Sets the first password of an account that waits for its owner by the mailed link, which also confirms the address.
 * It signs nobody in.
 * @throws Problem 403 as `checkPasswordsAllowed`, 410 `link_expired`, 422 on `password`, `terms` or
 * `privacy`, 409 `address_taken`,
 * `address_claimed` or as `checkMailWorks`
 */
export async function activateAccount(ctx: Context, input: z.output<typeof activationInput>) {
  await checkPasswordsAllowed(ctx)
  const { id, userId, email } = await findByToken(ctx, 'account_activation', input.token)
  await checkMailWorks(ctx)
  const { username } = await findAwaitingActivation(ctx, input.token)
  await ctx.ports.site.checkAgreement(ctx, input)
  await checkNewPassword(ctx, input.password, { username, email })
  const passwordHash = await hashPassword(input.password)
  await transaction(ctx, async (ctx) => {
    await lockAccount(ctx, userId)
    await consumeToken(ctx, id)
    await activate(ctx, { userId, email, passwordHash })
    await recordAgreement(ctx, userId, input)
  })
}

type Activated = { userId: number; email: string | null; passwordHash: string | null }

/**
 * Makes a member of an account that waited for its owner, who proved the address, in the transaction
 * of `ctx`. @throws Problem 409 `address_taken` or `address_claimed`
 */
export async function activate(ctx: Context, { userId, email, passwordHash }: Activated) {
  await checkUnclaimed(ctx, email ?? '', userId)
  const confirmed = { passwordHash, emailVerifiedAt: ctx.now, activationExpiresAt: null }
  await ctx.db.update(users).set(confirmed).where(eq(users.id, userId)).catch(throwIfTaken)
  await recordSecurityEvent(ctx, 'email.verified', { subjectId: userId, actorId: userId })
  await emit(ctx, 'user.verified', { userId })
  await emit(ctx, 'actor.changed', { userId })
}
