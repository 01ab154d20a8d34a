import { eq } from 'drizzle-orm'
import { conflict, transaction, type Context } from '@stoa/core'
import { isDuplicate } from '@stoa/core/database'
import { mailAddressLater } from '../events.ts'
import { findByToken, linkExpired, consumeToken } from '../mail/tokens.ts'
import { users } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/recording.ts'
import { lockAccount, type LockedAccount } from './account-lock.ts'
import { addAddress, addressesOf, changesSince, presentOf, type UndoLink } from './addresses.ts'
import { freezeStolen } from './freezing.ts'
import { isProtected, type HeldAddress } from './held-addresses.ts'

/**
 * Restores a former address, or stops a pending change, and freezes the account, because the
 * requester of the change knew the password. A change proved by an older second factor is not
 * undone; the account is frozen anyway, and the factor opens it.
 * @returns whether the address is the account's again
 * @throws Problem 410 `link_expired`, 409 `address_taken`
 */
export async function undoEmailChange(ctx: Context, token: string) {
  const { addressId, ...link } = await findByToken(ctx, 'email_undo', token)
  if (addressId === null) throw linkExpired()
  return transaction(ctx, (ctx) => undoChanges(ctx, { ...link, addressId })).catch(
    (error: unknown) => {
      throw isDuplicate(error, 'users_email') ? conflict('address_taken') : error
    }
  )
}

/** Runs `undoEmailChange` in the transaction of `ctx`. */
export async function undoChanges(ctx: Context, { id, userId, addressId, createdAt }: UndoLink) {
  const account = await lockAccount(ctx, userId)
  await consumeToken(ctx, id)
  const held = await addressesOf(ctx, account)
  const changes = changesSince(held, addressId)
  const restored = !isProtected(changes)
  if (restored) await restore(ctx, account, held, addressId)
  const changedAt = restored ? (changes[0]?.askedAt ?? createdAt) : ctx.now
  await freezeStolen(ctx, userId, { addressId, changedAt })
  return { restored }
}

async function restore(
  ctx: Context,
  { id: userId }: LockedAccount,
  held: readonly HeldAddress[],
  addressId: number
) {
  const lost = presentOf(held)
  const address = held.find(({ id }) => id === addressId)
  if (!address) throw linkExpired()
  const { email } = address
  await addAddress(ctx, { userId, email, askedAt: ctx.now, restoresId: addressId })
  await ctx.db.update(users).set({ email, emailVerifiedAt: ctx.now }).where(eq(users.id, userId))
  if (lost.id !== addressId) await mailAddressLater(ctx, 'email_undone', lost)
  await recordSecurityEvent(ctx, 'email.undone', { subjectId: userId, actorId: 0 })
}
