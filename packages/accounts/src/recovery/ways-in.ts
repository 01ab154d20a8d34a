import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import { after, type Context, conflict } from '@stoa/core'
import {
  apiTokens,
  identities,
  passkeys,
  recoveryCodes,
  secondFactors,
  signInProviders
} from '../schema.ts'
import type { LockedAccount } from './account-lock.ts'
import { checkProtectsNothing, week } from './addresses.ts'
import { bindsAll, readMode } from '../sign-in-mode/mode.ts'

/** Ways in beside password, mailbox and authenticator, with the time each was added. */
const waysIn = [
  { table: passkeys, addedAt: passkeys.createdAt },
  { table: recoveryCodes, addedAt: recoveryCodes.createdAt },
  { table: apiTokens, addedAt: apiTokens.createdAt },
  { table: identities, addedAt: identities.createdAt }
] as const

/** Removes ways in that were added after this time, or were never confirmed. */
export async function removeWaysIn(ctx: Context, userId: number, time: string): Promise<void> {
  for (const { table, addedAt } of waysIn)
    await ctx.db.delete(table).where(and(eq(table.userId, userId), gt(addedAt, time)))
  const { authenticatorSince } = secondFactors
  const isNew = or(isNull(authenticatorSince), gt(authenticatorSince, time))
  await ctx.db
    .update(secondFactors)
    .set(noAuthenticator)
    .where(and(eq(secondFactors.userId, userId), isNew))
  await updateFactor(ctx, userId)
}

const noAuthenticator = { encryptedSecret: null, authenticatorSince: null, lastStep: 0 }

/** Removes the authenticator; see `updateFactor`. */
export const removeAuthenticator = ({ db }: Context, userId: number) =>
  db.update(secondFactors).set(noAuthenticator).where(eq(secondFactors.userId, userId))

/**
 * Updates since when the second factor of a locked account is on: since the oldest of its
 * authenticator and passkeys. Without any it is off, and its recovery codes go.
 * @returns that time; null if it is off
 */
export async function updateFactor(ctx: Context, userId: number): Promise<string | null> {
  const oldest = sql<string>`least(authenticator_since,
    (select min(created_at) from ${passkeys} p where p.user_id = ${userId}))`
  const [factor] = await ctx.db
    .update(secondFactors)
    .set({ confirmedAt: oldest })
    .where(eq(secondFactors.userId, userId))
    .returning({ since: secondFactors.confirmedAt })
  if (!factor?.since) await removeFactor(ctx, userId)
  return factor?.since ?? null
}

/**
 * Updates the second factor of a locked account of which a part was removed.
 * @returns whether it is still on
 * @throws Problem 409 as `checkProtectsNothing` unless a part remains that is older than seven days
 */
export async function weakenFactor(ctx: Context, account: LockedAccount): Promise<boolean> {
  const since = await updateFactor(ctx, account.id)
  if (since === null || since > after(ctx.now, -week)) await checkProtectsNothing(ctx, account)
  return since !== null
}

/** Removes the second factor: authenticator, passkeys and recovery codes. */
export async function removeFactor({ db }: Context, userId: number): Promise<void> {
  for (const table of [secondFactors, passkeys, recoveryCodes])
    await db.delete(table).where(eq(table.userId, userId))
}

export async function removeEveryWayIn({ db }: Context, userId: number): Promise<void> {
  for (const { table } of waysIn) await db.delete(table).where(eq(table.userId, userId))
  await db.delete(secondFactors).where(eq(secondFactors.userId, userId))
}

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
