import { eq } from 'drizzle-orm'
import { after, emit, transaction, type Context } from '@stoa/core'
import { mailLater } from '../events.ts'
import { findByToken, consumeToken, revokeEveryToken } from '../mailed-tokens.ts'
import { stopChangesBy } from '../pending-changes/deciding.ts'
import { users } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/recording.ts'
import { endPresentSession, endSessions } from '../sessions.ts'
import { lockAccount, lockOwn } from './account-lock.ts'
import { week } from './held-addresses.ts'
import { removeWaysIn } from './ways-in.ts'

/**
 * Freezes the account of whoever is signed in, which was stolen or may be. They sign in again once they
 * set a password by mail.
 */
export async function freezeOwn(ctx: Context): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const { id } = await lockOwn(ctx)
    await endPresentSession(ctx)
    await freezeStolen(ctx, id, { actorId: id })
  })
}

/**
 * Freezes an account by the link in the mail about an unusual sign-in.
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
  /** When the change was asked for that the freeze undoes, else now. */
  changedAt?: string
  /** Whose holder does it, where it is not the present one. */
  addressId?: number
  /** When the account is erased. */
  closesAt?: string
  /** Who is signed in; 0 where a mailed link or code proves who does it, whoever is signed in. */
  actorId?: number
}

/** Freezes a locked account that somebody says is stolen, and calls for help. */
export async function freezeStolen(ctx: Context, userId: number, how: Frozen = {}): Promise<void> {
  await freezeAccount(ctx, userId, how)
  await recordSecurityEvent(ctx, 'account.frozen', { subjectId: userId, actorId: how.actorId ?? 0 })
  await mailLater(ctx, 'frozen', userId)
  await emit(ctx, 'account.reported_stolen', { userId })
}

/**
 * Ends all access to a locked account, and removes what was added to it in the seven days before, or
 * since; what it proposed is stopped. What is older stays and does nothing before the account is opened
 * again.
 */
export async function freezeAccount(
  ctx: Context,
  userId: number,
  { changedAt = ctx.now, addressId, closesAt }: Frozen
): Promise<void> {
  await ctx.db
    .update(users)
    .set({ passwordHash: null, frozenAt: ctx.now, closesAt: closesAt ?? null })
    .where(eq(users.id, userId))
  await revokeEveryToken(ctx, userId, addressId)
  await removeWaysIn(ctx, userId, after(changedAt, -week))
  await stopChangesBy(ctx, userId)
  await endSessions(ctx, userId)
  await emit(ctx, 'actor.changed', { userId })
}
