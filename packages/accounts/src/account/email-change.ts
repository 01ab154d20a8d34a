import { and, eq, gt, isNotNull } from 'drizzle-orm'
import { after, conflict, emit, forbidden, invalid, transaction, type Context } from '@stoa/core'
import { consume } from '@stoa/core/limits'
import { ownAccount } from './account.ts'
import { mailLater } from '../events.ts'
import { createMailedToken, findByToken, consumeToken, revokeMailedTokens } from '../mail/tokens.ts'
import { authorize } from '../policy.ts'
import { lockOwn } from '../recovery/account-lock.ts'
import {
  addAddress,
  addressesOf,
  checkUnclaimed,
  presentOf,
  isProtected,
  type HeldAddress,
  throwIfTaken
} from '../recovery/addresses.ts'
import { resumeSanctions } from '../conduct/kept-sanctions.ts'
import { emailAddresses, users } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { endLimitedSessions } from '../sessions/sessions.ts'
import { checkStaysAdmitted } from '../sign-up/admission.ts'

const changesPerAccount = { count: 5, seconds: 24 * 3600 }
const restAfterUndo = 24 * 3600_000

/**
 * Mails a confirmation link to the new address, and a notice with an undo link to the present one.
 * Only the mail says whether another account has the address.
 * @throws Problem 422 on `email` as `checkStaysAdmitted` too, 409 `email_changed_back` within 24
 * hours after an undo, 429
 */
export async function changeEmail(ctx: Context, { email }: { email: string }) {
  const { id: userId, email: from } = await ownAccount(ctx)
  if (from?.toLowerCase() === email.toLowerCase()) throw invalid('email', 'field_email_same')
  await checkStaysAdmitted(ctx, userId, { from: from ?? '', to: email })
  await checkRested(ctx, userId)
  await consume(ctx.db, ctx.now, 'email_change', `user:${userId}`, changesPerAccount)
  await transaction(ctx, async (ctx) => {
    const locked = await lockOwn(ctx)
    const { factorSince } = locked
    const present = presentOf(await addressesOf(ctx, locked))
    await revokeMailedTokens(ctx, userId, 'email_change')
    const change = await createMailedToken(ctx, 'email_change', { userId, email, factorSince })
    await mailLater(ctx, 'email_change', userId, change)
    if (isProtected([{ ...present, askedAt: ctx.now, factorSince }]))
      await mailLater(ctx, 'email_asked', userId)
    else await mailUndoLink(ctx, 'email_undo', present)
    await recordSecurityEvent(ctx, 'email.change_requested', { subjectId: userId })
  })
}

/**
 * Blocks another change for 24 hours after an undo, so that a thief cannot take the account again
 * at once.
 */
async function checkRested({ db, now }: Context, userId: number) {
  const isUndone = and(
    eq(emailAddresses.userId, userId),
    isNotNull(emailAddresses.restoresId),
    gt(emailAddresses.since, after(now, -restAfterUndo))
  )
  if ((await db.$count(emailAddresses, isUndone)) > 0) throw conflict('email_changed_back')
}

async function mailUndoLink(
  ctx: Context,
  template: 'email_undo' | 'email_lost' | 'email_lost_by_factor',
  { id: addressId, userId, email }: HeldAddress
) {
  const undo = await createMailedToken(ctx, 'email_undo', { userId, email, addressId })
  await mailLater(ctx, template, userId, undo)
}

/**
 * Moves the account to the confirmed address, and notifies the address that loses it.
 * @throws Problem 410 `link_expired`, 403 `factor_lost`, 403 `link_of_another_account` if the link belongs to another
 * account than the signed-in one (a mistyped address must not give the account to its owner), 409
 * `address_taken` or `address_claimed`
 */
export async function confirmEmail(ctx: Context, token: string): Promise<void> {
  const { id, ...change } = await findByToken(ctx, 'email_change', token)
  if (change.userId !== ctx.actor.id) throw forbidden('link_of_another_account')
  authorize.actAsOwner(ctx.actor)
  await transaction(ctx, async (ctx) => {
    const lost = presentOf(await addressesOf(ctx, await lockOwn(ctx)))
    await consumeToken(ctx, id)
    await move(ctx, lost, change)
  }).catch(throwIfTaken)
}

type Change = { email: string | null; createdAt: string; factorSince: string | null }

async function move(ctx: Context, lost: HeldAddress, change: Change) {
  const { userId } = lost
  const email = change.email ?? ''
  await checkUnclaimed(ctx, email, userId)
  const { createdAt: askedAt, factorSince } = change
  const added = await addAddress(ctx, { userId, email, askedAt, factorSince })
  await ctx.db.update(users).set({ email, emailVerifiedAt: ctx.now }).where(eq(users.id, userId))
  await resumeSanctions(ctx, userId)
  await revokeMailedTokens(ctx, userId, 'password_reset')
  await revokeMailedTokens(ctx, userId, 'identity_link')
  await endLimitedSessions(ctx, userId)
  await mailUndoLink(ctx, isProtected([added]) ? 'email_lost_by_factor' : 'email_lost', lost)
  await recordSecurityEvent(ctx, 'email.changed', { subjectId: userId })
  await emit(ctx, 'actor.changed', { userId })
}
