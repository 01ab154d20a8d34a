import { eq } from 'drizzle-orm'
import { after, emit, transaction, type Context, invalid } from '@stoa/core'
import { mailLater, mailAddressLater } from '../events.ts'
import { cancelLoss } from '../factor-loss/loss.ts'
import { revokeMailPhrase } from '../mail/phrase.ts'
import { findByToken, consumeToken, revokeEveryToken, linkExpired } from '../mail/tokens.ts'
import { withdrawApprovalsBy } from '../approvals/decide.ts'
import { users } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { endPresentSession, endSessions } from '../sessions/sessions.ts'
import { settleIfClaimed } from '../providers/claims/settle.ts'
import { lockAccount, lockOwn, type LockedAccount } from './account-lock.ts'
import {
  week,
  claimOf,
  addAddress,
  addressesOf,
  changesSince,
  presentOf,
  type UndoLink,
  isProtected,
  type HeldAddress,
  throwIfTaken
} from './addresses.ts'
import { removeWaysIn } from './ways-in.ts'
import { confirmedAccount } from '../account/account.ts'
import { tryMailedCode } from '../mail/codes.ts'

/**
 * Freezes the signed-in user's account because it may be stolen. A password reset by mail unfreezes
 * it.
 */
export async function freezeOwnAccount(ctx: Context): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const { id } = await lockOwn(ctx)
    await endPresentSession(ctx)
    await freezeStolen(ctx, id, { actorId: id })
  })
}

/**
 * Freezes an account with the link in the mail about an unusual sign-in.
 * @throws Problem 410 `link_expired`
 */
export async function freezeByLink(ctx: Context, token: string): Promise<void> {
  const { id, userId } = await findByToken(ctx, 'freeze', token)
  await transaction(ctx, async (ctx) => {
    await lockAccount(ctx, userId)
    await consumeToken(ctx, id)
    await freezeStolen(ctx, userId)
  })
}

type Frozen = {
  /** When the undone change was requested. Defaults to now. */
  changedAt?: string
  /** The address whose holder freezes the account, if it is not the present one. */
  addressId?: number
  /** When the account is erased. */
  closesAt?: string
  /** Keeps the newly added ways in, because nobody says that a thief added them. */
  keepsWaysIn?: boolean
  /** The signed-in actor. 0 if a mailed link or code authorises the freeze. */
  actorId?: number
}

/** Freezes a locked account that is reported as stolen, and notifies owner and moderators. */
async function freezeStolen(ctx: Context, userId: number, how: Frozen = {}): Promise<void> {
  await freezeAccount(ctx, userId, how)
  await revokeMailPhrase(ctx, userId)
  await recordSecurityEvent(ctx, 'account.frozen', { subjectId: userId, actorId: how.actorId ?? 0 })
  await mailLater(ctx, 'frozen', userId)
  await emit(ctx, 'account.reported_stolen', { userId })
}

/**
 * Ends all access to a locked account, removes the ways in that were added within seven days before
 * `changedAt` or later, and stops the changes it proposed. Older ways in stay, but are useless
 * until the account is unfrozen.
 */
export async function freezeAccount(
  ctx: Context,
  userId: number,
  { changedAt = ctx.now, addressId, closesAt, keepsWaysIn = false }: Frozen
): Promise<void> {
  await cancelLoss(ctx, userId)
  await ctx.db
    .update(users)
    .set({ passwordHash: null, frozenAt: ctx.now, closesAt: closesAt ?? null })
    .where(eq(users.id, userId))
  await revokeEveryToken(ctx, userId, addressId)
  if (!keepsWaysIn) await removeNewWaysIn(ctx, userId, after(changedAt, -week))
  await withdrawApprovalsBy(ctx, userId)
  await endSessions(ctx, userId)
  await emit(ctx, 'actor.changed', { userId })
}

/** Powers and groups by an identity's claims go with it. */
async function removeNewWaysIn(ctx: Context, userId: number, since: string) {
  await removeWaysIn(ctx, userId, since)
  await settleIfClaimed(ctx, userId)
}

/**
 * Freezes the account of an address with a mailed code, for users who cannot sign in. If the
 * mailbox also has an open undo link, the undo runs instead.
 * @returns whether the address is the account's
 * @throws Problem 422 on `code`, or on `email` if no account has the address
 */
export async function freezeByCode(ctx: Context, input: { email: string; code: string }) {
  const id = await tryMailedCode(ctx, { purpose: 'freeze_code', ...input })
  return transaction(ctx, async (ctx) => {
    await consumeToken(ctx, id)
    const claim = await claimOf(ctx, input.email)
    if (claim) return undoChanges(ctx, claim)
    const account = await confirmedAccount(ctx, input.email)
    if (!account) throw invalid('email', 'field_email_no_account')
    return freezeOf(ctx, account.id)
  })
}

async function freezeOf(ctx: Context, userId: number) {
  await lockAccount(ctx, userId)
  await freezeStolen(ctx, userId)
  return { restored: true }
}

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
  return transaction(ctx, (ctx) => undoChanges(ctx, { ...link, addressId })).catch(throwIfTaken)
}

/** Runs `undoEmailChange` in the transaction of `ctx`. */
async function undoChanges(ctx: Context, { id, userId, addressId, createdAt }: UndoLink) {
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

/** Opens a frozen or closing account, in the transaction of `ctx`. */
export async function openAccount(
  ctx: Context,
  userId: number,
  change: { passwordHash?: null } = {}
): Promise<void> {
  const opened = { frozenAt: null, closesAt: null, ...change }
  await ctx.db.update(users).set(opened).where(eq(users.id, userId))
  await endSessions(ctx, userId)
  await recordSecurityEvent(ctx, 'account.opened', { subjectId: userId, actorId: userId })
  await emit(ctx, 'actor.changed', { userId })
  await emit(ctx, 'user.shown', { userId })
}
