import { eq } from 'drizzle-orm'
import { after, emit, transaction, type Context } from '@stoa/core'
import { mailLater } from '../events.ts'
import { cancelLoss } from '../factor-loss/loss.ts'
import { revokeMailPhrase } from '../mail/phrase.ts'
import { findByToken, consumeToken, revokeEveryToken } from '../mail/tokens.ts'
import { stopChangesBy } from '../pending-changes/stop.ts'
import { users } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/recording.ts'
import { endPresentSession, endSessions } from '../sessions/sessions.ts'
import { settleIfClaimed } from '../providers/claims/settle.ts'
import { lockAccount, lockOwn } from './account-lock.ts'
import { week } from './held-addresses.ts'
import { removeWaysIn } from './ways-in.ts'

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
export async function freezeStolen(ctx: Context, userId: number, how: Frozen = {}): Promise<void> {
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
  await stopChangesBy(ctx, userId)
  await endSessions(ctx, userId)
  await emit(ctx, 'actor.changed', { userId })
}

/** What an identity's claims gave goes with it. */
async function removeNewWaysIn(ctx: Context, userId: number, since: string) {
  await removeWaysIn(ctx, userId, since)
  await settleIfClaimed(ctx, userId)
}
