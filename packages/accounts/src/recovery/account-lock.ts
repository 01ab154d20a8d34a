import { eq } from 'drizzle-orm'
import { Problem, signInRequired, type Context } from '@stoa/core'
import { users } from '../schema.ts'

/** What recovery decides by, as it is while the transaction of `ctx` holds the account. */
export type LockedAccount = Awaited<ReturnType<typeof lockAccount>>

/**
 * Makes every other act of signing in, of adding a way in and of recovery wait until the transaction of
 * `ctx` ends. Posts and votes that refer to the account do not wait.
 */
export async function lockAccount({ db }: Context, userId: number) {
  const [row] = await db
    .select({
      id: users.id,
      email: users.email,
      emailVerifiedAt: users.emailVerifiedAt,
      passwordHash: users.passwordHash,
      frozenAt: users.frozenAt,
      closesAt: users.closesAt,
      visitor: users.visitor
    })
    .from(users)
    .where(eq(users.id, userId))
    .for('no key update')
  if (!row) throw new Error(`No account ${userId}`)
  return row
}

/**
 * Locks the account whose password was right a moment ago.
 * @throws Problem 401 `sign_in_failed` where it was frozen or got another password since
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
 * Locks the account of whoever is signed in, before something is added by which they get in.
 * @throws Problem 401 `sign_in_required` where it was frozen since this request began
 */
export async function lockOwn(ctx: Context): Promise<LockedAccount> {
  const account = await lockAccount(ctx, ctx.actor.id)
  if (account.frozenAt) throw signInRequired()
  return account
}
