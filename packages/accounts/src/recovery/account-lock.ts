import { eq } from 'drizzle-orm'
import { forbidden, Problem, signInRequired, type Context } from '@stoa/core'
import { sessions, users } from '../schema.ts'

/** The columns that recovery decides by, read under the lock. */
export type LockedAccount = Awaited<ReturnType<typeof lockAccount>>

/**
 * Locks an account until the transaction of `ctx` ends. Sign-ins, new ways in and recovery wait for
 * it. Posts and votes that refer to the account do not.
 */
export async function lockAccount({ db }: Context, userId: number) {
  const { id, role, email, emailVerifiedAt, passwordHash, frozenAt, closesAt, visitor } = users
  const times = { emailVerifiedAt, frozenAt, closesAt }
  const [row] = await db
    .select({ id, role, email, passwordHash, visitor, ...times })
    .from(users)
    .where(eq(users.id, userId))
    .for('no key update')
  if (!row) throw new Error(`No account ${userId}`)
  return row
}

/**
 * Locks the account whose password was just checked.
 * @throws Problem 401 `sign_in_failed` if it was frozen or its password changed since
 */
export async function lockProved(
  ctx: Context,
  proved: { id: number; passwordHash: string | null }
): Promise<LockedAccount> {
  const account = await lockAccount(ctx, proved.id)
  if (account.frozenAt || account.passwordHash !== proved.passwordHash)
    throw new Problem(401, 'sign_in_failed')
  return account
}

/**
 * Locks an account whose owner a provider proved.
 * @throws Problem 403 `account_frozen`, because no password was typed that could be wrong
 */
export async function lockOpened(ctx: Context, userId: number): Promise<LockedAccount> {
  const account = await lockAccount(ctx, userId)
  if (account.frozenAt) throw forbidden('account_frozen')
  return account
}

/**
 * Locks the signed-in user's account before a way in is added or removed. `factorSince` is when the
 * second factor that proved the owner was added; null if none did.
 * @throws Problem 401 `sign_in_required` if the account was frozen or the session ended since this
 * request began
 */
export async function lockOwn(ctx: Context) {
  const account = await lockAccount(ctx, ctx.actor.id)
  const [session] = await ctx.db
    .select({ factorSince: sessions.factorSince })
    .from(sessions)
    .where(eq(sessions.hash, ctx.actor.session?.hash ?? ''))
  if (account.frozenAt || !session) throw signInRequired()
  return { ...account, ...session }
}
