import { and, eq } from 'drizzle-orm'
import { conflict, type Context } from '@stoa/core'
import { identities, passkeys, signInProviders } from '../schema.ts'
import { bindsAll, readMode } from '../sign-in-mode/mode.ts'
import type { LockedAccount } from './account-lock.ts'

type Parts = Pick<Context, 'db'>

/**
 * Refuses to leave a locked account without a way to sign in. Call it after one was removed, in the
 * same transaction.
 * @throws Problem 409 `last_way_in` if there is neither a password nor a passkey nor an identity
 * that a provider in use signs in; only the last counts where providers are the only way in
 */
export async function checkOtherWayIn(
  ctx: Pick<Context, 'db' | 'now'>,
  { id, passwordHash }: Pick<LockedAccount, 'id' | 'passwordHash'>
): Promise<void> {
  const isByProvider = bindsAll(await readMode(ctx), ctx.now)
  const isOwn = !isByProvider && (passwordHash !== null || (await hasPasskey(ctx, id)))
  if (!isOwn && !(await isLinked(ctx, id))) throw conflict('last_way_in')
}

const hasPasskey = async ({ db }: Parts, userId: number) =>
  (await db.$count(passkeys, eq(passkeys.userId, userId))) > 0

/** Whether an account is linked that a provider in use signs in. */
export async function isLinked({ db }: Parts, userId: number): Promise<boolean> {
  const isUsable = and(
    eq(signInProviders.issuer, identities.issuer),
    eq(signInProviders.enabled, true)
  )
  const rows = await db
    .select({ issuer: identities.issuer })
    .from(identities)
    .innerJoin(signInProviders, isUsable)
    .where(eq(identities.userId, userId))
  return rows.length > 0
}
